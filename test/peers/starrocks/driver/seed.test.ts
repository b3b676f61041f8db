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
  'both tenants of the seed, with the SQL that was compiled for them, are applied to a %s from nothing; the second plan is empty',
  async (version) => {
    engine = await startEngine({ version });
    const desired = starrocksAnalytics.lower({ compilation, environment: environmentAt(engine.standIn.port) });
    await engine.apply(desired);
    expect(await engine.plan(desired)).toEqual([]);
    const view = engine.standIn.world.catalogs.get('default_catalog')?.databases.get('tenant_acme_corp__sales')?.tables;
    const sql = compilation.products.find(({ name }) => name === 'daily_revenue')?.sql.starrocks;
    expect(view?.get('daily_revenue')?.view).toMatchObject({ query: sql, state: 'SUCCESS', active: true });
  },
);
