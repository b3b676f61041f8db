import { relationsOf } from '../relations-of.ts';
import type { Drop, Insert } from '../statement/statement.ts';
import type { ColumnDefinition } from '../statement/column-definition.ts';
import type { AlterTableAction, CreateTable } from '../statement/table-definition.ts';
import type { Statement } from '../statement/statement.ts';
import { atLeast } from '../version.ts';
import { demand } from './access.ts';
import { forget } from './catalogs.ts';
import { demandSelect } from './execute.ts';
import { analyzing, Failure } from './failure.ts';
import { deactivate, fullName, placeOf, tableAt, type Answer, type Place, type Session } from './session.ts';
import { internal, type Column, type Table } from './world.ts';

export function tableTarget({ catalog, database, table }: Place & { readonly table: Table }, name: string) {
  const type = table.view === undefined ? 'TABLE' : 'MATERIALIZED VIEW';
  return { type, catalog: catalog.id, database: database.id, object: table.id, name } as const;
}

export function createTable(session: Session, statement: CreateTable): Answer {
  const { catalog, database, name } = placeOf(session, statement.name);
  demand(session, 'CREATE TABLE', { type: 'DATABASE', catalog: catalog.id, database: database.id, object: null, name });
  if (database.tables.has(name)) {
    if (statement.ifNotExists) return 'ok';
    throw new Failure(1050, `Table '${name}' already exists`);
  }
  const isIceberg = catalog.name !== internal;
  if (isIceberg && statement.orderBy !== undefined && !atLeast(session.version, '4.0'))
    throw analyzing('Iceberg table does not support ORDER BY');
  const from = statement.query === undefined ? [] : relationsOf(statement.query);
  for (const relation of from) demandSelect(session, relation);
  const source = from[0] && tableAt(session, from[0]).table;
  const columns = source ? [...source.columns] : statement.columns.map((column) => columnOf(column));
  const sortKey = (statement.orderBy ?? []).map(({ expression }) =>
    expression.kind === 'column' ? (expression.name[0] ?? '') : '',
  );
  for (const key of sortKey) if (!has(columns, key)) throw analyzing(`Column '${key}' cannot be resolved`);
  database.tables.set(name, {
    id: session.world.nextId(),
    name,
    columns,
    comment: statement.comment ?? '',
    sortKey,
    location: new Map(statement.properties ?? []).get('location') ?? '',
    contents: source?.contents ?? [],
  });
  deactivate(session, fullName(catalog.name, database.name, name), `base table recreated: ${name}`);
  return 'ok';
}

export function dropTable(session: Session, statement: Drop): Answer {
  const { catalog, database, name } = placeOf(session, statement.name);
  const table = database.tables.get(name);
  if (table === undefined) {
    if (statement.ifExists) return 'ok';
    throw new Failure(5502, `Unknown table '${name}'`);
  }
  if (table.view !== undefined) throw analyzing(`'${name}' is a materialized view`);
  demand(session, 'DROP', tableTarget({ catalog, database, table }, name));
  database.tables.delete(name);
  forget(session, (entry) => entry.object === table.id);
  deactivate(session, fullName(catalog.name, database.name, name), `base table dropped: ${name}`);
  return 'ok';
}

export function alterTable(session: Session, statement: Extract<Statement, { kind: 'alterTable' }>): Answer {
  const found = tableAt(session, statement.name);
  const { table, catalog, database } = found;
  demand(session, 'ALTER', tableTarget(found, table.name));
  for (const action of statement.actions) table.columns = [...changed(table.columns, action)];
  deactivate(session, fullName(catalog.name, database.name, table.name), `base table schema changed: ${table.name}`);
  return 'ok';
}

function changed(columns: readonly Column[], action: AlterTableAction): readonly Column[] {
  const need = (name: string): void => {
    if (!has(columns, name)) throw analyzing(`Column '${name}' does not exist in table`);
  };
  switch (action.do) {
    case 'addColumn':
      for (const { name } of action.columns) if (has(columns, name)) throw analyzing(`Duplicate column name '${name}'`);
      return [...columns, ...action.columns.map((column) => columnOf(column))];
    case 'dropColumn':
      need(action.column);
      if (columns.length === 1) throw analyzing('a table needs a column');
      return columns.filter(({ name }) => !is(name, action.column));
    case 'renameColumn':
      need(action.column);
      return columns.map((one) => (is(one.name, action.column) ? { ...one, name: action.to ?? '' } : one));
    case 'modifyColumn':
      need(action.column.name);
      return columns.map((one) => (is(one.name, action.column.name) ? modified(one, columnOf(action.column)) : one));
    default:
      throw new Failure(1064, `this stand-in reads ALTER TABLE ${action.do} and does not do it`);
  }
}

/** Iceberg widens and does nothing else. */
function modified(from: Column, to: Column): Column {
  const decimals = [from.type, to.type].map((type) => /^DECIMAL\((\d+),(\d+)\)$/.exec(type));
  const [a, b] = decimals;
  const wider = a && b ? a[2] === b[2] && Number(b[1]) >= Number(a[1]) : false;
  const pairs = ['INT>BIGINT', 'FLOAT>DOUBLE', `${to.type}>${to.type}`];
  if (!wider && !pairs.includes(`${from.type}>${to.type}`))
    throw analyzing(`Cannot change column type: ${from.type} -> ${to.type}`);
  return to;
}

export function insert(session: Session, statement: Insert): Answer {
  const found = tableAt(session, statement.target);
  demand(session, 'INSERT', tableTarget(found, found.table.name));
  if (!('kind' in statement.source)) throw analyzing('this stand-in inserts what a query reads');
  const relations = relationsOf(statement.source);
  for (const relation of relations) demandSelect(session, relation);
  const rows = relations.flatMap((relation) => tableAt(session, relation).table.contents);
  found.table.contents = statement.overwrite ? rows : [...found.table.contents, ...rows];
  return 'ok';
}

const is = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const has = (columns: readonly Column[], name: string): boolean => columns.some((column) => is(column.name, name));

function columnOf(column: ColumnDefinition | string): Column {
  return typeof column === 'string' ? { name: column, type: 'STRING' } : { name: column.name, type: column.type };
}
