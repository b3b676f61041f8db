import { describeDriver, type DriverSample } from '@akili/testkit';
import { column, orders } from '@akili/testkit';
import type { CompiledProduct, CompiledTenant } from '@akili/model';
import { acme, globex, inputOf, recording, revenue, revenueSql, standInContext, summary } from './environment.ts';

const { driver, records } = recording();
const lowerOne = (tenant: CompiledTenant, ...products: readonly CompiledProduct[]) =>
  driver.lower(inputOf([tenant], products));

const samples: readonly DriverSample[] = [
  {
    name: 'columns come, go and change type, a view changes its definition, sort key and interval',
    desired: lowerOne(acme, revenue),
    changed: lowerOne(acme, {
      ...revenue,
      columns: [
        column('date', 'date'),
        column('region', 'varchar'),
        column('gross_revenue', 'decimal(38,4)'),
        column('labels', 'array(varchar)'),
      ],
      inputs: [{ ...orders, columns: orders.columns.slice(1) }],
      sql: { starrocks: revenueSql('MAX(`o`.`amount`)') },
      serving: revenue.serving.map((mode) => ({ ...mode, sortKey: ['region'], refreshInterval: 60 })),
    }),
  },
  {
    name: 'the interval, the quotas and the teams change',
    desired: lowerOne(acme, revenue),
    changed: lowerOne(
      { ...acme, quotas: { cpuMillis: 2000, memoryBytes: 9 * 1024 ** 3 } },
      {
        ...revenue,
        serving: revenue.serving.map((mode) => ({ ...mode, refreshInterval: 86_400 })),
        governance: { ...revenue.governance, access: [{ team: 'data-engineering', role: 'owner' }] },
      },
    ),
  },
  {
    name: 'a tenant is suspended',
    desired: lowerOne(acme, revenue),
    changed: lowerOne({ ...acme, status: 'suspended' }, revenue),
  },
  { name: 'a tenant without products', desired: lowerOne({ ...acme, quotas: {} }), changed: lowerOne(acme, revenue) },
];

for (const version of ['3.3', '4.0', '4.1'] as const)
  describeDriver(`starrocks ${version} (stand-in)`, {
    driver,
    makeEnvironment: async () => {
      records.clear();
      const { standIn, context } = await standInContext(records, { version });
      return { context, dispose: () => standIn.stop() };
    },
    samples: version === '4.0' ? samples : samples.slice(0, 1),
    bystander: { tenant: { slug: globex.slug, id: globex.id }, desired: lowerOne(globex, summary) },
  });
