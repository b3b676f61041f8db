import { setTimeout as wait } from 'node:timers/promises';
import { relationsOf } from '../relations-of.ts';
import type { AlterMaterializedView, CreateMaterializedView } from '../statement/materialized-view.ts';
import type { RefreshScheme } from '../statement/refresh-scheme.ts';
import type { Drop, RefreshMaterializedView } from '../statement/statement.ts';
import { demand } from './access.ts';
import { forget } from './catalogs.ts';
import { demandSelect } from './execute.ts';
import { analyzing, Failure } from './failure.ts';
import { fullName, placeOf, tableAt, type Answer, type Session } from './session.ts';
import { tableTarget } from './tables.ts';
import { internal, type Table } from './world.ts';

const nameLimit = 64;

export async function createView(session: Session, statement: CreateMaterializedView, text: string): Promise<Answer> {
  const { catalog, database, name } = placeOf(session, statement.name);
  if (catalog.name !== internal) throw analyzing('Materialized view can only be created in default_catalog');
  const target = { type: 'DATABASE', catalog: catalog.id, database: database.id, object: null, name } as const;
  demand(session, 'CREATE MATERIALIZED VIEW', target);
  if (name.length > nameLimit) throw analyzing(`Materialized view name ${name} is too long`);
  if (database.tables.has(name)) {
    if (statement.ifNotExists) return 'ok';
    throw new Failure(1050, `Table '${name}' already exists`);
  }
  const relations = relationsOf(statement.query);
  for (const relation of relations) demandSelect(session, relation);
  const scheme = statement.refresh;
  if (scheme?.trigger === 'onChange')
    throw analyzing('Materialized view on external tables cannot be refreshed on change');
  const table: Table = {
    id: session.world.nextId(),
    name,
    columns: [],
    comment: statement.comment ?? '',
    sortKey: statement.orderBy ?? [],
    location: '',
    contents: [],
    view: {
      reads: relations.map((relation) => nameOf(session, relation)),
      query: text.slice(statement.query.at),
      scheme: schemeText(scheme),
      properties: new Map(statement.properties ?? []),
      active: true,
      reason: '',
      state: null,
    },
  };
  database.tables.set(name, table);
  if (scheme?.moment !== 'deferred') void refresh(session, table);
  return 'ok';
}

const nameOf = (session: Session, relation: readonly string[]): string => {
  const { catalog, database, table } = tableAt(session, relation);
  return fullName(catalog.name, database.name, table.name);
};

function schemeText(scheme: RefreshScheme | undefined): string {
  if (scheme === undefined || scheme.trigger !== 'every') return 'MANUAL';
  return `ASYNC EVERY(INTERVAL ${scheme.every?.count ?? 1} ${scheme.every?.unit ?? 'DAY'})`;
}

async function refresh(session: Session, table: Table): Promise<void> {
  const { view } = table;
  if (view === undefined) return;
  view.state = 'RUNNING';
  if (session.refreshMs > 0) await wait(session.refreshMs);
  view.state = session.failRefresh(table.name) ? 'FAILED' : 'SUCCESS';
}

export async function refreshView(session: Session, statement: RefreshMaterializedView): Promise<Answer> {
  const found = tableAt(session, statement.name);
  demand(session, 'REFRESH', tableTarget(found, found.table.name));
  if (found.table.view?.active !== true)
    throw analyzing(
      `Refresh materialized view failed: ${found.table.name} is not active. You can try to active it with ALTER MATERIALIZED VIEW ${found.table.name} ACTIVE; `,
    );
  const running = refresh(session, found.table);
  if (statement.mode === 'sync') await running;
  return 'ok';
}

export function alterView(session: Session, statement: AlterMaterializedView): Answer {
  const found = tableAt(session, statement.name);
  const { table, database } = found;
  const { change } = statement;
  demand(session, 'ALTER', tableTarget(found, table.name));
  const { view } = table;
  if (view === undefined) throw analyzing(`'${table.name}' is not a materialized view`);
  switch (change.to) {
    case 'refresh':
      view.scheme = schemeText(change.refresh);
      return 'ok';
    case 'active':
      for (const base of view.reads) tableAt(session, base.split('.'));
      view.active = true;
      view.reason = '';
      return 'ok';
    case 'inactive':
      view.active = false;
      view.reason = 'user use alter materialized view set status to inactive';
      return 'ok';
    case 'properties':
      for (const [key, value] of change.properties) view.properties.set(key, value);
      return 'ok';
    case 'swap': {
      const other = tableAt(
        session,
        change.with.length === 1 ? [internal, database.name, ...change.with] : change.with,
      );
      demand(session, 'ALTER', tableTarget(other, other.table.name));
      if (other.table.view === undefined) throw analyzing(`'${other.table.name}' is not a materialized view`);
      // Names change places; numbers, and with them the grants, stay.
      [table.name, other.table.name] = [other.table.name, table.name];
      database.tables.set(table.name, table);
      database.tables.set(other.table.name, other.table);
      return 'ok';
    }
    default:
      throw new Failure(1064, `this stand-in reads this change of a view and does not do it`);
  }
}

export function dropView(session: Session, statement: Drop): Answer {
  const { catalog, database, name } = placeOf(session, statement.name);
  const table = database.tables.get(name);
  if (table?.view === undefined) {
    if (statement.ifExists) return 'ok';
    throw new Failure(5502, `Unknown table '${name}'`);
  }
  demand(session, 'DROP', tableTarget({ catalog, database, table }, name));
  database.tables.delete(name);
  forget(session, (entry) => entry.object === table.id);
  return 'ok';
}
