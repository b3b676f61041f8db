import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { starrocksAnalytics } from '@akili/driver-starrocks';
import type { Compilation } from '@akili/model';
import { startEngine, type Engine } from './apply.ts';
import { environmentAt } from './environment.ts';

const file = new URL('../../../tenants/compilation.json', import.meta.url);
const compilation = JSON.parse(readFileSync(file, 'utf8')) as Compilation;
let engine: Engine;
afterEach(async () => engine.stop());

test.each(['3.5', '4.0', '4.1'] as const)(
  'both tenants of the seed, are applied to a %s from nothing; the second plan is empty',
  async (version) => {
    engine = await startEngine({ version });
    const desired = starrocksAnalytics.lower({ compilation, environment: environmentAt(engine.standIn.port) });
    await engine.apply(desired);
    expect(await engine.plan(desired)).toEqual([]);
    const view = engine.standIn.world.catalogs.get('default_catalog')?.databases.get('tenant_acme_corp__sales')?.tables;
    const query =
      'SELECT `date`, `region`, `product_category`, `order_count`, `gross_revenue`, `net_revenue`, `avg_order_value` FROM `tenant_acme_corp_catalog`.`sales`.`daily_revenue`';
    expect(view?.get('daily_revenue')?.view).toMatchObject({ query, state: 'SUCCESS', active: true });
  },
);
