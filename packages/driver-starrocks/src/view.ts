import { digestOf, type Json } from '@akili/model';
import { notOurs, type Resource, type ResourceType } from '@akili/resource';
import { internalCatalog, kinds } from './kinds.ts';
import { writeComment } from './mark.ts';
import { identifier, literal, properties, qualified } from './quote.ts';
import { difference, draft, isRecorded, removal, runRequest, same, statements } from './request.ts';
import { refreshScheme } from './refresh-scheme.ts';
import type { StarRocksSession } from './session.ts';
import type { ViewSpec } from './specs.ts';
import type { Statement } from './statement.ts';
import { splitName } from './table.ts';

export type ViewValue = {
  /** `madeOf` of the declaration: what only a rebuild changes. */
  readonly made: string;
  /** Seconds. */
  readonly refreshInterval: number | null;
  readonly resourceGroup: string | null;
  readonly active: boolean;
};

/**
 * The asynchronous materialized view of a product. Created DEFERRED, its first refresh is a resource of its own; another
 * definition or sort key is built beside and swapped in, the rest is altered in place.
 */
export const view: ResourceType<ViewSpec, StarRocksSession> = {
  kind: kinds.view,
  rank: 50,
  expect: (desired) => expected(desired.spec),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const [database = '', name = ''] = splitName(observed.name);
      const sql = `DROP MATERIALIZED VIEW IF EXISTS ${qualified(internalCatalog, database, name)}`;
      // Its rows can be made again, but who reads it is cut off.
      const drop = draft(`drop materialized view ${observed.name}`, 'destructive', 'platform', statements({ sql }));
      return removal(observed, [drop]);
    }
    const { spec } = desired;
    const after = expected(spec);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    if (observed === undefined) {
      const create = statements({ sql: creation(desired, spec.view) });
      return difference('create', 'not there yet', observed, after, [
        draft(`create materialized view ${desired.name}, not refreshed yet`, 'safe', 'tenant', create),
      ]);
    }
    const before = observed.value as ViewValue;
    if (same(before, after)) {
      if (isRecorded(desired, observed)) return undefined;
      // The declaration covers the tables that it reads: changing one of them may have put the view to sleep.
      return difference('update', 'the record is of an older declaration', observed, after, [
        draft(
          `see that ${desired.name} is active, and renew its record`,
          'safe',
          'tenant',
          statements(activation(spec)),
        ),
      ]);
    }
    const changed = (Object.keys(after) as (keyof ViewValue)[]).filter((key) => before[key] !== after[key]);
    const reason = `changed: ${changed.map((key) => words[key]).join(', ')}`;
    if (before.made === after.made) {
      const alter = draft(
        `alter materialized view ${desired.name}: ${reason}`,
        'safe',
        'tenant',
        statements(...alterations(spec, before)),
      );
      return difference('update', reason, observed, after, [alter]);
    }
    return difference('replace', reason, observed, after, [
      draft(`build ${desired.name} beside the old one, swap it in, grant again`, 'safe', 'tenant', {
        op: 'rebuild',
        database: spec.database,
        view: spec.view,
        beside: spec.beside,
        create: creation(desired, spec.beside),
        made: after.made,
        teams: spec.teams,
      }),
    ]);
  },
  run: runRequest,
};

const words: { readonly [key in keyof ViewValue]: string } = {
  made: 'definition or sort key',
  refreshInterval: 'refresh interval',
  resourceGroup: 'resource group',
  active: 'no longer active',
};

/** Digest of what only a rebuild changes. */
export function madeOf(spec: Pick<ViewSpec, 'definition' | 'sortKey'>): string {
  return digestOf({ definition: spec.definition, sortKey: spec.sortKey });
}

function expected(spec: ViewSpec): ViewValue & { readonly [key: string]: Json } {
  const { refreshInterval, resourceGroup } = spec;
  return { made: madeOf(spec), refreshInterval, resourceGroup, active: true };
}

function creation({ spec, tenant }: Resource<ViewSpec>, name: string): string {
  const comment = writeComment({ tenantId: tenant.id, made: madeOf(spec) });
  const order = spec.sortKey.length === 0 ? '' : ` ORDER BY (${spec.sortKey.map(identifier).join(', ')})`;
  const group = spec.resourceGroup === null ? '' : ` PROPERTIES ${properties({ resource_group: spec.resourceGroup })}`;
  return (
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${qualified(internalCatalog, spec.database, name)} COMMENT ${literal(comment)} ` +
    `REFRESH DEFERRED ${refreshScheme(spec.refreshInterval)}${order}${group} AS ${spec.definition}`
  );
}

function alterations(spec: ViewSpec, before: ViewValue): readonly Statement[] {
  const alter = `ALTER MATERIALIZED VIEW ${qualified(internalCatalog, spec.database, spec.view)}`;
  const list: string[] = [];
  if (before.refreshInterval !== spec.refreshInterval) list.push(`REFRESH ${refreshScheme(spec.refreshInterval)}`);
  if (before.resourceGroup !== spec.resourceGroup)
    list.push(`SET ${properties({ resource_group: spec.resourceGroup ?? '' })}`);
  return [...list.map((change) => ({ sql: `${alter} ${change}` })), activation(spec)];
}

/** Wakes the view where it sleeps. */
function activation({ database, view: name }: ViewSpec): Statement {
  const show = `SELECT IS_ACTIVE FROM ${internalCatalog}.information_schema.materialized_views WHERE TABLE_SCHEMA = ${literal(database)} AND TABLE_NAME = ${literal(name)}`;
  const sql = `ALTER MATERIALIZED VIEW ${qualified(internalCatalog, database, name)} ACTIVE`;
  return { sql, when: { show, column: 'IS_ACTIVE', value: 'false', is: 'there' } };
}
