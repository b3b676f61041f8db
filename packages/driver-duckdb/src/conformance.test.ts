import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTenantInstance } from '@akili/client-duckdb';
import { catalogName } from '@akili/model';
import type { CompiledProduct } from '@akili/model';
import { acmeCorp, column, dailyRevenue, describeDriver, embeddedContext, globexInc, lowerInput } from '@akili/testkit';
import { orders, weeklySummary, type DriverSample } from '@akili/testkit';
import { catalogFile } from './catalog-file.ts';
import { duckdbAnalytics } from './driver.ts';

const lowerOne = (...products: readonly CompiledProduct[]) => duckdbAnalytics.lower(lowerInput([acmeCorp], products));
const two = { ...dailyRevenue, name: 'daily_refunds', columns: dailyRevenue.columns.slice(0, 2), serving: [] };

const samples: readonly DriverSample[] = [
  {
    name: 'columns come, go and change type; a view appears',
    desired: lowerOne({ ...dailyRevenue, serving: [] }, two),
    changed: lowerOne({
      ...dailyRevenue,
      columns: [
        column('date', 'date'),
        column('region', 'varchar'),
        column('gross_revenue', 'decimal(38,4)'),
        column('labels', 'array(varchar)'),
      ],
      inputs: [{ ...orders, columns: orders.columns.slice(0, 2) }],
    }),
  },
  {
    name: 'a view changes its columns, sort key and interval',
    desired: lowerOne(dailyRevenue),
    changed: lowerOne({
      ...dailyRevenue,
      columns: [column('region', 'varchar'), column('order_count', 'decimal(38,0)'), column('labels', 'json')],
      serving: dailyRevenue.serving.map((mode) => ({ ...mode, sortKey: ['region'], refreshInterval: 60 })),
    }),
  },
  {
    name: 'every canonical type',
    desired: lowerOne({
      ...dailyRevenue,
      serving: [],
      columns: [
        ...['boolean', 'integer', 'bigint', 'float', 'double', 'decimal(38,0)', 'varchar', 'date', 'timestamp'],
        ...['uuid', 'json', 'blob', 'array(decimal(18,2))', 'array(array(json))'],
      ].map((type, index) => column(`c${index}`, type)),
    }),
    changed: lowerOne({
      ...dailyRevenue,
      serving: [],
      columns: ['uuid', 'blob', 'array(integer)', 'varchar'].map((type, index) => column(`C${index}`, type)),
    }),
  },
  { name: 'a tenant without products', desired: lowerOne(), changed: lowerOne(dailyRevenue) },
];

describeDriver('duckdb', {
  driver: duckdbAnalytics,
  makeEnvironment: () => {
    const directory = mkdtempSync(join(tmpdir(), 'akili-duckdb-'));
    return Promise.resolve({
      context: embeddedContext(directory, 'analytics', 'duckdb'),
      dispose: () => Promise.resolve(rmSync(directory, { recursive: true })),
    });
  },
  samples,
  bystander: {
    tenant: { slug: globexInc.slug, id: globexInc.id },
    desired: duckdbAnalytics.lower(lowerInput([globexInc], [weeklySummary])),
  },
  spoil: (step) => {
    const request = step.request as { readonly op: string; readonly statements?: readonly string[] };
    if (request.statements === undefined) return undefined;
    return { ...step, request: { ...request, statements: [...request.statements, 'SELECT missing'] } };
  },
  plantUnmarked: async ({ context }) => {
    const planted = await openTenantInstance({
      file: catalogFile(context.directory, acmeCorp.slug),
      catalog: catalogName(acmeCorp.slug),
    });
    await planted.transaction([
      'CREATE SCHEMA by_hand',
      'CREATE TABLE by_hand.notes AS SELECT 1 AS a',
      'CREATE TABLE main.scratch(a INTEGER)',
      'CREATE VIEW by_hand.peek AS SELECT a FROM by_hand.notes',
    ]);
    await planted.close();
  },
});
