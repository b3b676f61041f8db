import { digestOf, type Json } from '@akili/model';
import { notOurs, type Resource, type ResourceType } from '@akili/resource';
import {
  changeStatement,
  columnChanges,
  describeChange,
  riskOf,
  storedColumns,
  type Columns,
} from './column-changes.ts';
import { storedType } from './column-type.ts';
import { catalogOf } from './database.ts';
import { kinds } from './kinds.ts';
import { writeComment } from './mark.ts';
import { identifier, literal, properties, qualified } from './quote.ts';
import { difference, draft, isRecorded, removal, renewal, runRequest, same, statements } from './request.ts';
import type { StarRocksSession } from './session.ts';
import type { TableSpec } from './specs.ts';

export type TableValue = {
  readonly columns: Columns;
  /** Digest of what cannot be changed in place: the sort key. */
  readonly made: string;
};

/** A raw input or the table of a product, in the tenant's Iceberg catalog. All its columns are nullable. */
export const table: ResourceType<TableSpec, StarRocksSession> = {
  kind: kinds.table,
  rank: 40,
  expect: (desired) => expected(desired.spec),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const [database = '', name = ''] = splitName(observed.name);
      const sql = `DROP TABLE IF EXISTS ${qualified(catalogOf(observed.address), database, name)} FORCE`;
      // By the platform, since a suspended tenant may only read.
      return removal(observed, [draft(`drop table ${observed.name}`, 'destructive', 'platform', statements({ sql }))]);
    }
    const { spec } = desired;
    const after = expected(spec);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    if (observed === undefined) {
      const summary = `create table ${desired.name} with ${spec.columns.length} columns`;
      return difference('create', 'not there yet', observed, after, [
        draft(summary, 'safe', 'tenant', {
          op: 'replaceTable',
          ...tableStatements(desired),
          fill: fillOf(spec),
          made: after.made,
          ...names(spec),
        }),
      ]);
    }
    const before = observed.value as TableValue;
    const changes = columnChanges(before.columns, after.columns);
    const groups = (['safe', 'locking', 'destructive'] as const)
      .map((risk) => ({ risk, list: changes.filter((change) => riskOf(change) === risk) }))
      .filter(({ list }) => list.length > 0);
    const full = qualified(spec.catalog, spec.database, spec.table);
    const steps = groups.map(({ risk, list }) =>
      draft(
        `alter table ${desired.name}: ${list.map(describeChange).join(', ')}`,
        risk,
        'tenant',
        statements(...list.flatMap((change) => changeStatement(full, change))),
      ),
    );
    const rebuild = before.made !== after.made;
    if (rebuild) {
      const request = {
        op: 'replaceTable',
        ...tableStatements(desired),
        fill: fillOf(spec),
        made: after.made,
        ...names(spec),
      } as const;
      steps.push(draft(`make ${desired.name} anew with its sort key, and copy its rows`, 'locking', 'tenant', request));
    }
    if (steps.length > 0) {
      const words = [
        ...changes.map(describeChange),
        ...(rebuild ? ['the sort key is another one, or a copy was cut off'] : []),
      ];
      return difference(rebuild ? 'replace' : 'update', words.join(', '), observed, after, steps);
    }
    return isRecorded(desired, observed) && same(before, after)
      ? undefined
      : renewal(desired, observed, after, 'tenant');
  },
  run: runRequest,
};

/** Name and database of a table or view resource. */
export function splitName(name: string): readonly string[] {
  const at = name.indexOf('.');
  return [name.slice(0, at), name.slice(at + 1)];
}

function fillOf(spec: TableSpec): string {
  return spec.columns.map((column) => identifier(column.name)).join(', ');
}

function names(spec: TableSpec) {
  const { catalog, database, table: name, teams } = spec;
  return { catalog, database, table: name, teams };
}

function expected(spec: TableSpec): TableValue & { readonly [key: string]: Json } {
  return { columns: storedColumns(spec.columns), made: digestOf({ sortKey: spec.sortKey }) };
}

/** The CREATE with its sort key, and without for servers whose Iceberg tables have none (before 4.0). */
function tableStatements({ spec, tenant }: Resource<TableSpec>) {
  const columns = spec.columns.map(({ name, type }) => `${identifier(name)} ${storedType(type)}`).join(', ');
  const comment = writeComment({ tenantId: tenant.id, made: digestOf({ sortKey: spec.sortKey }) });
  const head = `CREATE TABLE IF NOT EXISTS ${qualified(spec.catalog, spec.database, spec.table)} (${columns}) COMMENT ${literal(comment)}`;
  const order = spec.sortKey.length === 0 ? '' : ` ORDER BY (${spec.sortKey.map(identifier).join(', ')})`;
  const tail = spec.location === undefined ? '' : ` PROPERTIES ${properties({ location: spec.location })}`;
  return { create: `${head}${order}${tail}`, createUnsorted: `${head}${tail}` };
}
