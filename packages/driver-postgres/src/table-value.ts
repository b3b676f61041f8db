import { tenantColumn } from '@akili/model';
import { indexName, keyName, readPolicy, tenantConstraint, writePolicy } from './part-names.ts';
import type { TableSpec } from './specs.ts';
import { sortedBy, type IndexValue, type PolicyValue, type TableValue } from './values.ts';

/**
 * What the inventory reports of a table once it is made as declared. Expressions are written as PostgreSQL deparses
 * them (15 to 18 agree): `pg_get_expr` and `pg_get_constraintdef` give their own form, never the text of the DDL.
 */
export function expectedTable(spec: TableSpec): TableValue {
  const tenant = `'${spec.tenantId}'::uuid`;
  return {
    is: 'table',
    owner: spec.owner,
    columns: sortedBy(
      [{ name: tenantColumn, type: 'uuid', nullable: false, default: tenant }, ...spec.columns],
      (column) => column.name,
    ),
    indexes: expectedIndexes(spec),
    constraints: [{ name: tenantConstraint, definition: `CHECK ((${tenantColumn} = ${tenant}))` }],
    rowSecurity: 'forced',
    policies: expectedPolicies(spec),
    grants: spec.readers.map((to) => ({ to, privilege: 'SELECT' })),
    triggers: [],
    rules: [],
  };
}

/** Every index leads with the tenant, so that no key reaches over tenants and the policies can use it. */
function expectedIndexes(spec: TableSpec): readonly IndexValue[] {
  const key: IndexValue = {
    name: keyName(spec.tenantId, spec.table),
    columns: [tenantColumn, ...spec.key],
    unique: true,
    nullsNotDistinct: true,
  };
  const others = spec.indexes.map((columns) => ({
    name: indexName(spec.tenantId, spec.table, columns),
    columns: [tenantColumn, ...columns],
    unique: false,
    nullsNotDistinct: false,
  }));
  return sortedBy(spec.key.length === 0 ? others : [key, ...others], (index) => index.name);
}

/**
 * Policies name roles and the tenant's id; a setting could be set by whoever is logged in. Only the owner writes: logins
 * act as it, and no policy names them, so that a rotation touches no table.
 */
function expectedPolicies(spec: TableSpec): readonly PolicyValue[] {
  const ours = `(${tenantColumn} = '${spec.tenantId}'::uuid)`;
  const read = { name: readPolicy, command: 'select', permissive: true, roles: spec.readers, using: ours, check: null };
  const write = { name: writePolicy, command: 'all', permissive: true, roles: [spec.owner], using: ours, check: ours };
  return spec.readers.length === 0 ? [write] : [read, write];
}
