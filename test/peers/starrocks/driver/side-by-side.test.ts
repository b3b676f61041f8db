import { starrocksAnalytics } from '@akili/driver-starrocks';
import { catalogName } from '@akili/model';
import { expect, test } from 'vitest';
import { startEngine } from './apply.ts';
import { acme, globex, inputOf, revenue, summary } from './environment.ts';

test('steps of two tenants on the platform’s one connection do not stand in each other’s catalog', async () => {
  const engine = await startEngine();
  try {
    await engine.apply(starrocksAnalytics.lower(inputOf([acme, globex], [revenue, summary])));
    engine.standIn.log.length = 0;
    await Promise.all(
      [acme, globex].map(async ({ slug, id }) => {
        const session = await engine.connection.session({ slug, id }, 'platform');
        const role = `tenant_${slug.replace('-', '_')}__reader`;
        const sql = `GRANT SELECT ON ALL TABLES IN ALL DATABASES TO ROLE ${role}`;
        await session.alone(() => session.run({ sql, catalog: catalogName(slug) }));
      }),
    );
    const grant = (slug: string) => `GRANT SELECT ON ALL TABLES IN ALL DATABASES TO ROLE tenant_${slug}__reader`;
    expect(engine.standIn.log.map(({ text }) => text)).toEqual([
      ...['SET CATALOG `tenant_acme_corp_catalog`', grant('acme_corp')],
      ...['SET CATALOG `tenant_globex_inc_catalog`', grant('globex_inc')],
    ]);
  } finally {
    await engine.stop();
  }
});
