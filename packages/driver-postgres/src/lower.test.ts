import { acmeCorp, dailyRevenue, globexInc, lowerInput, weeklySummary } from '@akili/testkit';
import { expect, test } from 'vitest';
import { lower } from './lower.ts';
import { globex, transactions } from './testing/samples.ts';

test('a tenant that serves nothing from PostgreSQL has nothing there', () => {
  expect(lower(lowerInput([acmeCorp], [dailyRevenue]))).toEqual([]);
});

test("the seed's lookup product is three roles, a schema and a table, in the order of their addresses", () => {
  const resources = lower(lowerInput([acmeCorp, globexInc], [dailyRevenue, weeklySummary]));
  expect(resources.map((one) => one.address)).toEqual([
    'globex-inc/lookup.role/tenant_globex_inc__deployer',
    'globex-inc/lookup.role/tenant_globex_inc__owner',
    'globex-inc/lookup.role/tenant_globex_inc__reader',
    'globex-inc/lookup.schema/tenant_globex_inc__finance',
    'globex-inc/lookup.table/tenant_globex_inc__finance.weekly_transaction_summary',
  ]);
});

test('a table says its columns, key, indexes and who reads, and waits for all that it names', () => {
  const table = lower(lowerInput([globex], [transactions])).at(-1);
  expect(table).toEqual({
    address: 'globex-inc/lookup.table/tenant_globex_inc__finance.weekly_transaction_summary',
    tenant: { slug: 'globex-inc', id: globex.id },
    kind: 'lookup.table',
    name: 'tenant_globex_inc__finance.weekly_transaction_summary',
    product: 'weekly_transaction_summary',
    origin: { file: 'tenants/globex-inc/products/weekly_transaction_summary/product.yaml' },
    dependsOn: [
      'globex-inc/lookup.role/tenant_globex_inc__deployer',
      'globex-inc/lookup.role/tenant_globex_inc__owner',
      'globex-inc/lookup.role/tenant_globex_inc__reader',
      'globex-inc/lookup.role/tenant_globex_inc__team_compliance',
      'globex-inc/lookup.schema/tenant_globex_inc__finance',
    ],
    spec: {
      schema: 'tenant_globex_inc__finance',
      table: 'weekly_transaction_summary',
      tenantId: globex.id,
      owner: 'tenant_globex_inc__owner',
      columns: [
        { name: 'week_start', type: 'timestamp without time zone', nullable: true },
        { name: 'transaction_count', type: 'bigint', nullable: false },
        { name: 'net_flow', type: 'numeric(18,2)', nullable: true },
        { name: 'counterparty', type: 'text', nullable: true },
        { name: 'note', type: 'text', nullable: true },
      ],
      key: ['week_start'],
      indexes: [['counterparty'], ['week_start', 'note']],
      readers: ['tenant_globex_inc__reader', 'tenant_globex_inc__team_compliance'],
    },
  });
});

test('a team reads the products that name it and no other', () => {
  const other = { ...transactions, name: 'ledger', governance: { ...transactions.governance, access: [] } };
  const tables = lower(lowerInput([globex], [transactions, other])).filter((one) => one.kind === 'lookup.table');
  expect(tables.map((one) => (one.spec as { readers: readonly string[] }).readers)).toEqual([
    ['tenant_globex_inc__reader'],
    ['tenant_globex_inc__reader', 'tenant_globex_inc__team_compliance'],
  ]);
});

test('nobody reads an archived tenant, and nobody logs in for one that is suspended', () => {
  const archived = lower(lowerInput([{ ...globex, status: 'archived' }], [transactions])).at(-1);
  expect(archived?.spec).toMatchObject({ readers: [] });
  const suspended = lower(lowerInput([{ ...globex, status: 'suspended' }], [transactions]))[0];
  expect(suspended?.spec).toMatchObject({ role: 'tenant_globex_inc__deployer', login: false });
});
