import type { Json } from '@akili/model';
import { specDigest, type Observed, type Resource } from '@akili/resource';
import { expect, test } from 'vitest';
import { roleType } from './role.ts';
import { schemaType } from './schema.ts';
import { tableType } from './table.ts';
import { globex, lowered, transactions } from './testing/samples.ts';
import type { PolicyValue, RoleValue, SchemaValue, TableValue } from './values.ts';

const types = [roleType, schemaType, tableType];
const resources = lowered(globex, transactions);

/** What `diff` says of access when the first resource of a kind is live with its value changed by hand. */
function foreignWith<Value extends Json>(name: string, change: (value: Value) => Value): boolean | undefined {
  const resource = resources.find((one) => one.name === name) as Resource<never>;
  const type = types.find(({ kind }) => kind === resource.kind) as (typeof types)[number];
  const { address, kind, tenant } = resource;
  const value = change(type.expect(resource) as Value);
  const observed: Observed = {
    ...{ address, kind, name, value },
    mark: { tenantId: tenant.id, digest: specDigest(resource) },
  };
  const found = type.diff(resource, observed);
  expect(found?.op).toBe('update');
  return found?.foreign;
}

const role = 'tenant_globex_inc__reader';
const schema = 'tenant_globex_inc__finance';
const table = 'tenant_globex_inc__finance.weekly_transaction_summary';
const everybody = { to: 'PUBLIC', privilege: 'SELECT' };

test('a right that nobody declared is foreign', () => {
  const policy = (value: TableValue): PolicyValue => ({ ...(value.policies[0] as PolicyValue), name: 'stray' });
  expect([
    foreignWith<RoleValue>(role, (value) => ({ ...value, attributes: ['BYPASSRLS'] })),
    foreignWith<RoleValue>(role, (value) => ({ ...value, login: true })),
    foreignWith<RoleValue>(role, (value) => ({ ...value, foreignMembers: ['another-tenant:739d00abd13d'] })),
    foreignWith<RoleValue>(role, (value) => ({ ...value, memberOf: [{ role: 'pg_read_all_data', inherit: true }] })),
    foreignWith<SchemaValue>(schema, (value) => ({ ...value, grants: [...value.grants, everybody] })),
    foreignWith<SchemaValue>(schema, (value) => ({ ...value, owner: 'postgres' })),
    foreignWith<TableValue>(table, (value) => ({ ...value, grants: [...value.grants, everybody] })),
    foreignWith<TableValue>(table, (value) => ({ ...value, policies: [...value.policies, policy(value)] })),
    foreignWith<TableValue>(table, (value) => ({ ...value, rowSecurity: 'enabled' })),
    foreignWith<TableValue>(table, (value) => ({ ...value, triggers: ['leak'] })),
  ]).toEqual(Array.from({ length: 10 }, () => true));
});

test('declared access that is gone is an ordinary change', () => {
  const deployer = 'tenant_globex_inc__deployer';
  expect([
    foreignWith<RoleValue>(deployer, (value) => ({ ...value, login: false })),
    foreignWith<RoleValue>(deployer, (value) => ({ ...value, memberOf: [] })),
    foreignWith<RoleValue>(deployer, (value) => ({ ...value, connectionLimit: 2 })),
    foreignWith<SchemaValue>(schema, (value) => ({ ...value, grants: value.grants.slice(1) })),
    foreignWith<TableValue>(table, (value) => ({ ...value, grants: value.grants.slice(1) })),
    foreignWith<TableValue>(table, (value) => ({ ...value, policies: value.policies.slice(1) })),
    foreignWith<TableValue>(table, (value) => ({ ...value, constraints: [] })),
    foreignWith<TableValue>(table, (value) => ({ ...value, columns: value.columns.slice(1) })),
  ]).toEqual(Array.from({ length: 8 }, () => undefined));
});
