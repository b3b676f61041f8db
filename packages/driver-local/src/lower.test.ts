import { acmeCorp, dailyRevenue, globexInc, lowerInput, product, weeklySummary } from '@akili/testkit';
import { expect, test } from 'vitest';
import { lowerCompute } from './lower-compute.ts';
import { lowerEvents } from './lower-events.ts';
import { lowerObjects } from './lower-objects.ts';

const seed = lowerInput([globexInc, acmeCorp], [weeklySummary, dailyRevenue]);
const edges = (resources: ReturnType<typeof lowerObjects>) =>
  resources.map(({ address, dependsOn }) => [address, ...dependsOn].join(' <- '));

test('the seed has one bucket and two prefixes in it', () => {
  expect(edges(lowerObjects(seed))).toEqual([
    'acme-corp/objects.prefix/akili-data/tenant-6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d/products/daily_revenue/data/ <- platform/objects.bucket/akili-data',
    'globex-inc/objects.prefix/akili-data/tenant-0b7d5e3a-2f44-4c52-8a61-9c1e7f3d2b10/products/weekly_transaction_summary/data/ <- platform/objects.bucket/akili-data',
    'platform/objects.bucket/akili-data',
  ]);
});

test('the seed has four topics', () => {
  expect(edges(lowerEvents(seed))).toEqual([
    'acme-corp/events.topic/acme-corp.daily_revenue.data.available',
    'acme-corp/events.topic/acme-corp.daily_revenue.execution.events',
    'globex-inc/events.topic/globex-inc.weekly_transaction_summary.data.available',
    'globex-inc/events.topic/globex-inc.weekly_transaction_summary.execution.events',
  ]);
});

test('an asset comes after everything that a run touches, also after the product it reads', () => {
  const reader = {
    ...product('acme-corp', 'marts', 'revenue_by_region'),
    inputs: [
      { name: 'revenue', kind: 'product' as const, product: 'daily_revenue', version: '1.0.0', columns: [], key: [] },
    ],
  };
  const assets = lowerCompute(lowerInput([acmeCorp], [dailyRevenue, reader]));
  expect(assets.map((one) => [one.address, ...one.dependsOn])).toEqual([
    [
      'acme-corp/compute.asset/marts.revenue_by_region',
      'acme-corp/analytics.table/marts.revenue_by_region',
      'acme-corp/compute.asset/sales.daily_revenue',
      'acme-corp/events.topic/acme-corp.revenue_by_region.data.available',
      'acme-corp/events.topic/acme-corp.revenue_by_region.execution.events',
      'acme-corp/objects.prefix/akili-data/tenant-6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d/products/revenue_by_region/data/',
    ],
    [
      'acme-corp/compute.asset/sales.daily_revenue',
      'acme-corp/analytics.table/sales.daily_revenue',
      'acme-corp/analytics.table/sales__raw.daily_revenue__orders',
      'acme-corp/analytics.view/tenant_acme_corp__sales.daily_revenue',
      'acme-corp/events.topic/acme-corp.daily_revenue.data.available',
      'acme-corp/events.topic/acme-corp.daily_revenue.execution.events',
      'acme-corp/objects.prefix/akili-data/tenant-6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d/products/daily_revenue/data/',
    ],
  ]);
});

test('an asset that is served for lookups comes after the lookup table', () => {
  const [asset] = lowerCompute(lowerInput([globexInc], [weeklySummary]));
  expect(asset?.dependsOn).toContain('globex-inc/lookup.table/tenant_globex_inc__finance.weekly_transaction_summary');
});
