import { expect, test } from 'vitest';
import type { Change } from './document.ts';
import type { PlannedQuery } from './planned-query.ts';
import { withQueries } from './with-queries.ts';

const query: PlannedQuery = {
  class: 'rows',
  reasons: [],
  before: 'SELECT 1',
  after: 'SELECT 2',
  columns: [],
  reaches: [],
};
const queries = new Map([['acme-corp/daily_revenue', query]]);

function change(address: string, product: string | undefined, op: Change['op'] = 'update'): Change {
  return { address, tenant: 'acme-corp', ...(product === undefined ? {} : { product }), op } as Change;
}

const carriers = (changes: readonly Change[]): readonly string[] =>
  withQueries(changes, queries).flatMap((one) => (one.query === query ? [one.address] : []));

const table = change('acme-corp/analytics.table/sales.daily_revenue', 'daily_revenue');
const view = change('acme-corp/analytics.view/sales.daily_revenue', 'daily_revenue');
const asset = change('acme-corp/compute.asset/sales.daily_revenue', 'daily_revenue');

test('the compute asset carries the change of the query', () => {
  expect(carriers([table, asset, view])).toEqual(['acme-corp/compute.asset/sales.daily_revenue']);
});

test('without one the first change of the product does', () => {
  expect(carriers([change('acme-corp/lookup.role/owner', undefined), table, view])).toEqual([
    'acme-corp/analytics.table/sales.daily_revenue',
  ]);
});

test('what is deleted has no query, and no other product has this one', () => {
  const deleted = change(asset.address, 'daily_revenue', 'delete');
  expect(carriers([deleted, change('acme-corp/compute.asset/sales.orders_clean', 'orders_clean')])).toEqual([]);
});
