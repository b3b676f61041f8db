import { notOurs, specDigest, type Observed, type Resource, type ResourceType, type StepDraft } from '@akili/resource';
import { difference, isApplied, removal } from './difference.ts';
import { foreignInTable } from './foreign-access.ts';
import { tableKind, tableName } from './kinds.ts';
import type { PlannedChange } from './column-diff.ts';
import { runTable } from './run-table.ts';
import type { LookupSession } from './session.ts';
import type { TableSpec } from './specs.ts';
import { tableChanges } from './table-diff.ts';
import type { TableAt, TableRequest } from './table-request.ts';
import { expectedTable } from './table-value.ts';
import { saidRows } from './said-rows.ts';
import type { TableFacts, TableValue } from './values.ts';

/** The table of a product: made, changed and dropped by the tenant's own credential, acting as its owner. */
export const tableType: ResourceType<TableSpec, LookupSession> = {
  kind: tableKind,
  rank: 40,
  expect: (desired) => expectedTable(desired.spec),
  diff(desired, observed) {
    if (desired === undefined) return removal(observed, (tenantId) => [drop(observed as Observed, tenantId)]);
    const after = expectedTable(desired.spec);
    const stranger = notOurs(desired as Resource<never>, observed, after);
    if (stranger !== undefined) return stranger;
    if (observed === undefined) return difference('create', ['not there yet'], observed, after, [create(desired)]);
    if (isApplied(desired as Resource<never>, observed, after)) return undefined;
    const before = observed.value as TableValue;
    // Somebody put another kind of thing in its place, mark and all: no step turns one into the other.
    if (before.is !== 'table') return difference('update', [`is a ${before.is}, not a table`], observed, after, []);
    const planned = tableChanges(before, after, rowsOf(observed), desired.spec.closed === true);
    // What somebody else made is not ours to drop, so a view of it is told and stays.
    const views = (before.views ?? []).map((view) => `read by ${view}, a view that nobody declared`);
    const recorded = observed.mark?.digest === specDigest(desired as Resource<never>);
    const nothingToDo = planned.length === 0 && recorded;
    const told = planned.length > 0 ? reasons(planned) : recorded ? [] : ['the mark is out of date'];
    return difference(
      'update',
      [...told, ...views],
      observed,
      after,
      nothingToDo ? [] : steps(desired, planned),
      foreignInTable(before, after),
    );
  },
  run: (session, step, signal) => runTable(session, step.request as TableRequest, signal),
};

/** The mark is written with the last change, so that it never says more than what was done. */
function steps(desired: Resource<TableSpec>, planned: readonly PlannedChange[]): readonly StepDraft[] {
  const { schema, table } = desired.spec;
  const closed = desired.spec.closed === true;
  const at: TableAt = { schema, table, tenantId: desired.tenant.id, ...(closed ? { as: desired.spec.owner } : {}) };
  const all: readonly PlannedChange[] =
    planned.length > 0
      ? planned
      : [
          {
            change: { do: 'mark' },
            risk: 'safe',
            summary: `record what table ${desired.name} was made from`,
            reason: '',
          },
        ];
  return all.map(({ change, risk, summary }, index) => {
    const request: TableRequest = {
      do: 'changeTable',
      at,
      change,
      mark: index === all.length - 1 ? specDigest(desired) : null,
    };
    return { summary, risk, credential: closed || change.do === 'setOwner' ? 'platform' : 'tenant', request };
  });
}

function create(desired: Resource<TableSpec>): StepDraft {
  const request: TableRequest = { do: 'createTable', table: desired.spec, mark: specDigest(desired) };
  return {
    summary: `create table ${desired.name} with row security, its policies and grants`,
    risk: 'safe',
    credential: desired.spec.closed === true ? 'platform' : 'tenant',
    request,
  };
}

function drop(observed: Observed, tenantId: string): StepDraft {
  const { schema, table } = split(observed.name);
  const closed = (observed.facts as TableFacts | undefined)?.closed === true;
  const { owner } = observed.value as TableValue;
  const request: TableRequest = { do: 'dropTable', at: { schema, table, tenantId, ...(closed ? { as: owner } : {}) } };
  return {
    summary: `drop table ${tableName(schema, table)} with its data${saidRows(rowsOf(observed))}`,
    risk: 'destructive',
    credential: closed ? 'platform' : 'tenant',
    request,
  };
}

function rowsOf(observed: Observed): number | null | undefined {
  return (observed.facts as TableFacts | undefined)?.rows;
}

/** Column changes are told together: `columns: + region text, - note text`. */
function reasons(planned: readonly PlannedChange[]): readonly string[] {
  const told = new Map<string, string[]>();
  for (const { change, reason } of planned) {
    const group = groups[change.do] ?? '';
    told.set(group, [...(told.get(group) ?? []), reason]);
  }
  return [...told].map(([group, parts]) => (group === '' ? parts.join('; ') : `${group}: ${parts.join(', ')}`));
}

const groups: { readonly [change: string]: string } = {
  addColumn: 'columns',
  dropColumn: 'columns',
  replaceColumn: 'columns',
  setType: 'columns',
  setNullable: 'columns',
  setDefault: 'columns',
  setIndex: 'indexes',
};

function split(name: string): { readonly schema: string; readonly table: string } {
  const dot = name.indexOf('.');
  return { schema: name.slice(0, dot), table: name.slice(dot + 1) };
}
