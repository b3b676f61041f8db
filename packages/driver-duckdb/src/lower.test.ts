import { acmeCorp, dailyRevenue, globexInc, lowerInput, weeklySummary } from '@akili/testkit';
import { expect, test } from 'vitest';
import { lower } from './lower.ts';

test('the seed becomes catalogs, databases, tables, one view and its refresh', () => {
  const resources = lower(lowerInput([globexInc, acmeCorp], [weeklySummary, dailyRevenue]));
  expect(resources.map(({ address, dependsOn }) => [address, ...dependsOn].join(' <- '))).toEqual([
    'acme-corp/analytics.catalog/tenant_acme_corp_catalog',
    'acme-corp/analytics.database/sales <- acme-corp/analytics.catalog/tenant_acme_corp_catalog',
    'acme-corp/analytics.database/sales__raw <- acme-corp/analytics.catalog/tenant_acme_corp_catalog',
    'acme-corp/analytics.database/tenant_acme_corp__sales <- acme-corp/analytics.catalog/tenant_acme_corp_catalog',
    'acme-corp/analytics.refresh/tenant_acme_corp__sales.daily_revenue <- acme-corp/analytics.view/tenant_acme_corp__sales.daily_revenue',
    'acme-corp/analytics.table/sales.daily_revenue <- acme-corp/analytics.database/sales',
    'acme-corp/analytics.table/sales__raw.daily_revenue__orders <- acme-corp/analytics.database/sales__raw',
    'acme-corp/analytics.view/tenant_acme_corp__sales.daily_revenue <- acme-corp/analytics.database/tenant_acme_corp__sales <- acme-corp/analytics.table/sales.daily_revenue',
    'globex-inc/analytics.catalog/tenant_globex_inc_catalog',
    'globex-inc/analytics.database/finance <- globex-inc/analytics.catalog/tenant_globex_inc_catalog',
    'globex-inc/analytics.database/finance__raw <- globex-inc/analytics.catalog/tenant_globex_inc_catalog',
    'globex-inc/analytics.table/finance.weekly_transaction_summary <- globex-inc/analytics.database/finance',
    'globex-inc/analytics.table/finance__raw.weekly_transaction_summary__transactions <- globex-inc/analytics.database/finance__raw',
  ]);
});

test('the view selects the columns of the product from its table', () => {
  const view = lower(lowerInput([acmeCorp], [dailyRevenue])).find((one) => one.kind === 'analytics.view');
  expect(view).toMatchObject({
    product: 'daily_revenue',
    origin: { file: 'tenants/acme-corp/products/daily_revenue/product.yaml' },
    spec: {
      definition:
        'SELECT "date", "region", "order_count", "gross_revenue" ' +
        'FROM "tenant_acme_corp_catalog"."sales"."daily_revenue"',
      sortKey: ['date', 'region'],
      refreshInterval: 3600,
    },
  });
});

test('an input that is another product has no raw table: it is read where it is', () => {
  const reader = {
    ...dailyRevenue,
    inputs: [{ ...dailyRevenue.inputs[0]!, kind: 'product' as const, product: 'orders' }],
  };
  const kinds = lower(lowerInput([acmeCorp], [reader])).map((one) => one.name);
  expect(kinds).not.toContain('sales__raw.daily_revenue__orders');
});

test('a namespace whose raw database is called like the database of views shares it', () => {
  const namesake = { ...dailyRevenue, namespace: 'tenant_acme_corp' };
  const views = { ...dailyRevenue, name: 'daily_refunds', namespace: 'raw', inputs: [] };
  const addresses = lower(lowerInput([acmeCorp], [namesake, views])).map((one) => one.address);
  expect(addresses.filter((address) => address.endsWith('/tenant_acme_corp__raw'))).toEqual([
    'acme-corp/analytics.database/tenant_acme_corp__raw',
  ]);
  expect(new Set(addresses).size).toBe(addresses.length);
});
