import { acmeCorp, dailyRevenue, lowerInput } from '@akili/testkit';
import { expect, test } from 'vitest';
import { lower } from './lower.ts';
import type { GrantsSpec, UserSpec } from './specs.ts';

const product = { ...dailyRevenue, sql: { starrocks: 'SELECT 1 AS `id`' } };
const grantsOf = (status: 'active' | 'suspended' | 'archived', role: string): readonly string[] => {
  const found = lower(lowerInput([{ ...acmeCorp, status }], [product])).find(
    ({ address }) => address === `acme-corp/analytics.grants/tenant_acme_corp__${role}`,
  );
  return (found?.spec as GrantsSpec).grants;
};

test('a suspended tenant reads, an archived one does nothing', () => {
  expect(grantsOf('suspended', 'owner')).toEqual([
    'SELECT on MATERIALIZED VIEW default_catalog/tenant_acme_corp__sales/*',
    'SELECT on TABLE tenant_acme_corp_catalog/*/*',
    'USAGE on CATALOG tenant_acme_corp_catalog',
  ]);
  expect(grantsOf('suspended', 'reader')).toEqual(grantsOf('suspended', 'owner'));
  expect(grantsOf('archived', 'owner')).toEqual([]);
  expect(grantsOf('archived', 'reader')).toEqual([]);
});

test('the kinds and addresses are those of the embedded engine, and more by role', () => {
  const addresses = lower(lowerInput([acmeCorp], [product])).map(({ address }) => address);
  expect(addresses.filter((address) => /\.(catalog|database|table|view|refresh)\//.test(address))).toEqual([
    'acme-corp/analytics.catalog/tenant_acme_corp_catalog',
    'acme-corp/analytics.database/sales',
    'acme-corp/analytics.database/sales__raw',
    'acme-corp/analytics.database/tenant_acme_corp__sales',
    'acme-corp/analytics.refresh/tenant_acme_corp__sales.daily_revenue',
    'acme-corp/analytics.table/sales.daily_revenue',
    'acme-corp/analytics.table/sales__raw.daily_revenue__orders',
    'acme-corp/analytics.view/tenant_acme_corp__sales.daily_revenue',
  ]);
});

test('while a rotation goes on there are two logins, each with its own version', () => {
  const logins = { 'acme-corp': { reference: 'vault:akili/acme#analytics', version: '2', previous: '1' } };
  const users = lower({ ...lowerInput([acmeCorp], [product]), logins }).filter(({ kind }) => kind === 'analytics.user');
  expect(users.map(({ name, spec }) => [name, (spec as UserSpec).login.version])).toEqual([
    ['tenant_acme_corp__deployer', '1'],
    ['tenant_acme_corp__deployer__b', '2'],
  ]);
});
