import { acmeCorp, dailyRevenue, lowerInput, product } from '@akili/testkit';
import { expect, test } from 'vitest';
import { lowerCompute } from './lower-compute.ts';

test('a manifest says all that a run needs', () => {
  const full = {
    ...dailyRevenue,
    sql: { duckdb: 'SELECT 1 AS date', starrocks: { refused: 'SQL301', message: 'no such function' } },
    checks: [
      {
        name: 'no_null_dates',
        severity: 'critical' as const,
        threshold: '0',
        sql: { duckdb: 'SELECT COUNT(*) FROM this' },
      },
    ],
  };
  const [asset] = lowerCompute(lowerInput([acmeCorp], [full]));
  expect(asset?.spec).toEqual({
    formatVersion: 1,
    key: ['acme-corp', 'sales', 'daily_revenue'],
    codeLocation: 'akili-acme-corp',
    tenant: { slug: 'acme-corp', id: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d', active: true },
    product: {
      name: 'daily_revenue',
      namespace: 'sales',
      version: '1.0.0',
      archetype: 'source',
      description: 'Made for a test.',
      owner: 'data-team@acme-corp.com',
      tags: ['daily'],
    },
    engine: 'dagster',
    schedule: '0 6 * * *',
    timezone: 'UTC',
    timeoutSeconds: 1800,
    retries: 2,
    resources: { cpuMillis: null, memoryBytes: null },
    tags: ['daily'],
    dependencies: [],
    inputs: [
      {
        name: 'orders',
        kind: 'source',
        relation: ['tenant_acme_corp_catalog', 'sales__raw', 'daily_revenue__orders'],
        connection: 'acme-orders-db',
        resource: 'public.orders',
        strategy: 'cdc',
        cursorField: 'updated_at',
        schedule: '0 */4 * * *',
        product: null,
        version: null,
        columns: [
          { name: 'order_id', type: 'bigint', nullable: true },
          { name: 'product_id', type: 'bigint', nullable: true },
          { name: 'amount', type: 'decimal(18,2)', nullable: true },
          { name: 'region', type: 'varchar', nullable: true },
          { name: 'order_date', type: 'timestamp', nullable: true },
        ],
        key: ['order_id'],
      },
    ],
    transform: { target: 'duckdb', sql: 'SELECT 1 AS date' },
    output: {
      relation: ['tenant_acme_corp_catalog', 'sales', 'daily_revenue'],
      columns: [
        { name: 'date', type: 'timestamp', nullable: true, classification: null },
        { name: 'region', type: 'varchar', nullable: true, classification: null },
        { name: 'order_count', type: 'bigint', nullable: true, classification: null },
        { name: 'gross_revenue', type: 'decimal(38,2)', nullable: true, classification: null },
      ],
      key: [],
      keyOrigin: 'none',
    },
    checks: [
      {
        name: 'no_null_dates',
        severity: 'critical',
        threshold: '0',
        description: null,
        sql: { duckdb: 'SELECT COUNT(*) FROM this' },
      },
    ],
    serving: [
      {
        intent: 'analytics',
        engine: 'starrocks',
        materialized: true,
        relation: ['tenant_acme_corp__sales', 'daily_revenue'],
        refreshIntervalSeconds: 3600,
        cacheTtlSeconds: null,
        sortKey: ['date', 'region'],
        indexes: [],
      },
    ],
    objects: {
      bucket: 'akili-data',
      prefix: 'tenant-6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d/products/daily_revenue/data/',
    },
    events: {
      dataAvailable: 'acme-corp.daily_revenue.data.available',
      executionEvents: 'acme-corp.daily_revenue.execution.events',
    },
    governance: { classification: 'confidential', access: [], steward: null, compliance: ['sox'] },
  });
});

test('an input that is a product is read from its own table', () => {
  const input = { name: 'revenue', kind: 'product' as const, product: 'daily_revenue', columns: [], key: [] };
  const reader = { ...product('acme-corp', 'marts', 'revenue_by_region'), inputs: [input] };
  const [asset] = lowerCompute(lowerInput([acmeCorp], [dailyRevenue, reader]));
  expect(asset?.spec).toMatchObject({
    dependencies: [['acme-corp', 'sales', 'daily_revenue']],
    inputs: [{ relation: ['tenant_acme_corp_catalog', 'sales', 'daily_revenue'] }],
  });
});

test('a tenant that is suspended has assets that shall not run', () => {
  const [asset] = lowerCompute(lowerInput([{ ...acmeCorp, status: 'suspended' }], [dailyRevenue]));
  expect(asset?.spec).toMatchObject({ tenant: { active: false } });
});
