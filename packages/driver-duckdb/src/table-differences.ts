import { qualifiedName } from '@akili/client-duckdb';
import type { Json } from '@akili/model';
import { specDigest, type Difference, type Observed, type Resource } from '@akili/resource';
import { changeStatements, columnChanges, createTableStatement, describeChange, riskOf } from './column-changes.ts';
import type { Columns } from './column-changes.ts';
import { catalogOf } from './database.ts';
import { markStatement } from './mark.ts';
import { statements } from './request.ts';
import { columnsOf, splitName, type TableSpec } from './table-spec.ts';

export function createTable(desired: Resource<TableSpec>, after: Json): Difference {
  const { catalog, database, table, columns } = desired.spec;
  const name = qualifiedName(catalog, database, table);
  const request = statements([createTableStatement(name, columns), markStatement(name, desired)]);
  const summary = `create table ${desired.name} with ${columns.length} columns`;
  return {
    op: 'create',
    reason: 'not there yet',
    before: null,
    after,
    steps: [{ summary, risk: 'safe', credential: 'tenant', request }],
  };
}

/** One step a risk: additions do not wait for the consent that only a drop needs. */
export function alterTable(desired: Resource<TableSpec>, observed: Observed, after: Json): Difference | undefined {
  const { catalog, database, table, columns } = desired.spec;
  const name = qualifiedName(catalog, database, table);
  const changes = columnChanges((observed.value as { readonly columns: Columns }).columns, columnsOf(columns));
  const mark = markStatement(name, desired);
  if (changes.length === 0) {
    if (observed.mark?.digest === specDigest(desired)) return undefined;
    const summary = `renew the mark of ${desired.name}`;
    return {
      op: 'update',
      reason: 'the mark is of an older declaration',
      before: observed.value,
      after,
      steps: [{ summary, risk: 'safe', credential: 'tenant', request: statements([mark]) }],
    };
  }
  const groups = (['safe', 'locking', 'destructive'] as const)
    .map((risk) => ({ risk, changes: changes.filter((change) => riskOf(change) === risk) }))
    .filter((group) => group.changes.length > 0);
  return {
    op: 'update',
    reason: `columns changed: ${changes.map(describeChange).join(', ')}`,
    before: observed.value,
    after,
    steps: groups.map((group, index) => {
      const list = group.changes.flatMap((change) => changeStatements(name, change));
      // The new mark comes with the last step, so that a table that is half changed does not look done.
      const request = statements(index === groups.length - 1 ? [...list, mark] : list);
      const summary = `alter table ${desired.name}: ${group.changes.map(describeChange).join(', ')}`;
      return { summary, risk: group.risk, credential: 'tenant', request };
    }),
  };
}

export function dropTable(observed: Observed): Difference {
  const [database, table] = splitName(observed.name);
  const request = statements([`DROP TABLE IF EXISTS ${qualifiedName(catalogOf(observed.address), database, table)}`]);
  return {
    op: 'delete',
    reason: 'no longer declared',
    before: observed.value,
    after: null,
    steps: [{ summary: `drop table ${observed.name}`, risk: 'destructive', credential: 'tenant', request }],
  };
}
