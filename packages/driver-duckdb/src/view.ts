import { qualifiedName } from '@akili/client-duckdb';
import { canonicalJson, type Json } from '@akili/model';
import { notOurs, specDigest, type Difference, type Observed, type Resource, type ResourceType } from '@akili/resource';
import type { AnalyticsSession } from './analytics-session.ts';
import { createTableStatement } from './column-changes.ts';
import { forgetStatement, recordStatements } from './control-records.ts';
import { catalogOf } from './database.ts';
import { markStatement } from './mark.ts';
import { runRequest, statements } from './request.ts';
import { splitName } from './table-spec.ts';
import { rebuildStatement, viewDetail, viewValue, type ViewSpec } from './view-spec.ts';

/**
 * An emulated materialized view: a table under the view's name. It is created empty (the first refresh is a resource
 * of its own), and a changed definition is built beside and swapped in within one transaction.
 */
export const view: ResourceType<ViewSpec, AnalyticsSession> = {
  kind: 'analytics.view',
  rank: 50,
  expect: (desired) => viewValue(desired.spec),
  diff(desired, observed) {
    if (desired === undefined) return observed?.mark === undefined ? undefined : removal(observed);
    const after = viewValue(desired.spec);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    return observed === undefined ? creation(desired, after) : change(desired, observed, after);
  },
  run: runRequest,
};

function creation(desired: Resource<ViewSpec>, after: Json): Difference {
  const { catalog, database, view: name, columns } = desired.spec;
  const table = qualifiedName(catalog, database, name);
  const request = statements([
    createTableStatement(table, columns),
    markStatement(table, desired),
    ...detailStatements(desired),
    forgetStatement(catalog, 'analytics.refresh', desired.name),
  ]);
  const summary = `create the emulated materialized view ${desired.name}, not refreshed yet`;
  return {
    op: 'create',
    reason: 'not there yet',
    before: null,
    after,
    steps: [{ summary, risk: 'safe', credential: 'tenant', request }],
  };
}

function change(desired: Resource<ViewSpec>, observed: Observed, after: Json): Difference | undefined {
  const { catalog, database, view: name } = desired.spec;
  const before = observed.value as { readonly [key: string]: Json };
  const changed = Object.entries(after as { readonly [key: string]: Json })
    .filter(([key, value]) => canonicalJson(value) !== canonicalJson(before[key] ?? null))
    .map(([key]) => words[key] as string);
  if (changed.length === 0 && observed.mark?.digest === specDigest(desired)) return undefined;
  const rebuild = changed.some((word) => word !== words['refreshInterval']);
  const mark = markStatement(qualifiedName(catalog, database, name), desired);
  const list = [...(rebuild ? [rebuildStatement(desired.spec)] : []), mark, ...detailStatements(desired)];
  const summary = rebuild ? `rebuild ${desired.name} and swap it in` : `renew the record of ${desired.name}`;
  return {
    op: rebuild ? 'replace' : 'update',
    reason: changed.length === 0 ? 'the mark is of an older declaration' : `changed: ${changed.join(', ')}`,
    before: observed.value,
    after,
    steps: [{ summary, risk: 'safe', credential: 'tenant', request: statements(list) }],
  };
}

function removal(observed: Observed): Difference {
  const [database, name] = splitName(observed.name);
  const catalog = catalogOf(observed.address);
  const request = statements([
    `DROP TABLE IF EXISTS ${qualifiedName(catalog, database, name)}`,
    forgetStatement(catalog, view.kind, observed.name),
    forgetStatement(catalog, 'analytics.refresh', observed.name),
  ]);
  const summary = `drop the emulated materialized view ${observed.name}`;
  return {
    op: 'delete',
    reason: 'no longer declared',
    before: observed.value,
    after: null,
    // Its rows can be made again, but who reads it is cut off.
    steps: [{ summary, risk: 'destructive', credential: 'tenant', request }],
  };
}

const words: { readonly [key: string]: string } = {
  columns: 'columns',
  definition: 'definition',
  sortKey: 'sort key',
  refreshInterval: 'refresh interval',
};

function detailStatements(desired: Resource<ViewSpec>): readonly string[] {
  const mark = { tenantId: desired.tenant.id, digest: specDigest(desired) };
  const record = { kind: view.kind, name: desired.name, mark, detail: viewDetail(desired.spec) };
  return recordStatements(desired.spec.catalog, record);
}
