import { afterEach, expect, test } from 'vitest';
import { starrocksAnalytics } from '@akili/driver-starrocks';
import { EngineError, type Resource } from '@akili/resource';
import { observe, runStep, typeOf } from '@akili/testkit';
import { byHand, startEngine, type Engine } from './apply.ts';
import { acme, globex, inputOf, revenue, revenueSql, secretOf, summary } from './environment.ts';

let engine: Engine;
afterEach(async () => engine.stop());

const desired = (more: Parameters<typeof inputOf>[2] = {}): readonly Resource[] =>
  starrocksAnalytics.lower(inputOf([acme], [revenue], more));
const tenant = { slug: acme.slug, id: acme.id };
const summaries = async (list: readonly Resource[]): Promise<readonly string[]> =>
  (await engine.plan(list)).map(({ step }) => `${step.credential} ${step.risk}: ${step.summary}`);
const foreign = async (list: readonly Resource[]): Promise<readonly string[]> => {
  const live = await observe(engine.connection, [tenant]);
  return list.flatMap((resource) => {
    const type = typeOf(starrocksAnalytics, resource.kind);
    const difference = type.diff(
      resource as Resource<never>,
      live.find(({ address }) => address === resource.address),
    );
    return difference?.foreign === true ? [`${resource.address}: ${difference.reason}`] : [];
  });
};

test('a rotation adds the other login, keeps the old one, and takes it away at the end', async () => {
  engine = await startEngine();
  const at = (version: string, previous?: string): readonly Resource[] =>
    desired({
      logins: { [acme.slug]: { reference: 'vault:akili/acme#analytics', version, ...(previous && { previous }) } },
    });
  await engine.apply(at('1'));
  expect(await summaries(at('2', '1'))).toEqual([
    'platform security: create user tenant_acme_corp__deployer__b',
    'platform safe: set limits and classifiers of resource group tenant_acme_corp__group',
  ]);
  await engine.apply(at('2', '1'));
  expect(await summaries(at('2', '1'))).toEqual([]);
  expect(await summaries(at('2'))).toEqual([
    'platform safe: set limits and classifiers of resource group tenant_acme_corp__group',
    'platform security: drop user tenant_acme_corp__deployer',
  ]);
  await engine.apply(at('2'));
  expect([...engine.standIn.world.users.keys()]).toEqual(["'root'@'%'", "'tenant_acme_corp__deployer__b'@'%'"]);
  expect(await summaries(at('2'))).toEqual([]);
  // A third version is for the first login again, which is made with its new password.
  await engine.apply(at('3', '2'));
  expect(await summaries(at('3', '2'))).toEqual([]);
});

test('a secret for the other login is refused by its reference, never by its value', async () => {
  engine = await startEngine({}, { secret: (slug, reference) => secretOf(slug, reference, '1') });
  const logins = { [acme.slug]: { reference: 'vault:akili/acme#analytics', version: '2' } };
  const failure = await engine.apply(desired({ logins })).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EngineError);
  expect((failure as EngineError).message).toBe(
    'the secret vault:akili/acme#analytics is not one for the user tenant_acme_corp__deployer__b: versions of a secret take turns between two users, and its `username` must be that one',
  );
});

test('new keys make the catalog anew: grants come back, views are active and refreshed, and data stays', async () => {
  engine = await startEngine();
  const at = (version: string): readonly Resource[] =>
    desired({ objectLogins: { [acme.slug]: { reference: 'env:AKILI_ACME_CORP__OBJECTS', version } } });
  await engine.apply(at('1'));
  const before = (await engine.observed(tenant)).filter(({ kind }) => kind === 'analytics.grants');
  expect(await summaries(at('2'))).toEqual([
    'platform security: make catalog tenant_acme_corp_catalog anew, grant again, activate and refresh its views',
  ]);
  await engine.apply(at('2'));
  expect(await summaries(at('2'))).toEqual([]);
  expect((await engine.observed(tenant)).filter(({ kind }) => kind === 'analytics.grants')).toEqual(before);
  const catalog = engine.standIn.world.catalogs.get('tenant_acme_corp_catalog');
  expect(catalog?.properties.get('aws.s3.secret_key')).toBe('SK-acme-corp-2-0123456789');
  expect(catalog?.databases.get('sales')?.tables.has('daily_revenue')).toBe(true);
});

test('another query of the product leaves its view alone: the view shows what was promoted', async () => {
  engine = await startEngine();
  await engine.apply(desired());
  const changed = starrocksAnalytics.lower(
    inputOf([acme], [{ ...revenue, sql: { starrocks: revenueSql('MIN(`o`.`amount`)') } }]),
  );
  expect(await summaries(changed)).toEqual([]);
});

test('another definition is built beside and swapped in, and the team reads the new one', async () => {
  engine = await startEngine();
  await engine.apply(desired());
  const more = { name: 'smallest', type: 'decimal(18,2)', nullable: true, classification: null };
  const changed = starrocksAnalytics.lower(inputOf([acme], [{ ...revenue, columns: [...revenue.columns, more] }]));
  const tables = engine.standIn.world.catalogs.get('default_catalog')?.databases.get('tenant_acme_corp__sales')?.tables;
  const old = tables?.get('daily_revenue')?.id;
  await engine.apply(changed);
  expect([...(tables?.keys() ?? [])]).toEqual(['daily_revenue']);
  const now = tables?.get('daily_revenue')?.id;
  expect(now).not.toBe(old);
  const team = engine.standIn.world.entries.filter(
    ({ grantee }) => grantee === 'role tenant_acme_corp__team_sales_analytics',
  );
  expect(team.some(({ object }) => object === now)).toBe(true);
  expect(await summaries(changed)).toEqual([]);
});

test('another sort key makes the table anew with its rows, and its team reads it', async () => {
  engine = await startEngine();
  await engine.apply(desired());
  const tables = engine.standIn.world.catalogs.get('tenant_acme_corp_catalog')?.databases.get('sales')?.tables;
  const table = tables?.get('daily_revenue');
  if (table !== undefined) table.contents = ['row 1', 'row 2'];
  const changed = starrocksAnalytics.lower(
    inputOf([acme], [{ ...revenue, serving: revenue.serving.map((mode) => ({ ...mode, sortKey: ['region'] })) }]),
  );
  // Cut off after the old table is gone: the copy beside holds the rows, and the next run goes on.
  engine.standIn.misbehaviours.push({ when: /^INSERT OVERWRITE/, times: 1, as: 'drop' });
  await expect(engine.apply(changed)).rejects.toThrow(EngineError);
  await engine.apply(changed);
  await engine.apply(changed);
  expect(await summaries(changed)).toEqual([]);
  expect(tables?.get('daily_revenue')).toMatchObject({ sortKey: ['region'], contents: ['row 1', 'row 2'] });
  expect([...(tables?.keys() ?? [])]).toEqual(['daily_revenue']);
});

test('what was changed by hand is found and put right', async () => {
  engine = await startEngine();
  await engine.apply(desired());
  await byHand(
    engine,
    'ALTER MATERIALIZED VIEW default_catalog.tenant_acme_corp__sales.daily_revenue INACTIVE',
    'ALTER TABLE tenant_acme_corp_catalog.sales.daily_revenue ADD COLUMN by_hand INT',
    "ALTER RESOURCE GROUP tenant_acme_corp__group WITH ('mem_limit' = '90%')",
    "ALTER USER 'tenant_acme_corp__deployer' SET PROPERTIES ('max_user_connections' = '500')",
    'REVOKE USAGE ON CATALOG tenant_acme_corp_catalog FROM ROLE tenant_acme_corp__reader',
  );
  expect(await summaries(desired())).toEqual([
    'platform security: set login and properties of user tenant_acme_corp__deployer',
    'platform safe: set limits and classifiers of resource group tenant_acme_corp__group',
    'platform security: grant role tenant_acme_corp__reader what is declared, and no more',
    'tenant destructive: alter table sales.daily_revenue: - by_hand',
    'tenant safe: alter materialized view tenant_acme_corp__sales.daily_revenue: changed: no longer active',
  ]);
  await engine.apply(desired());
  expect(await summaries(desired())).toEqual([]);
});

test('access that nobody declared is found, named without another tenant, and taken away', async () => {
  engine = await startEngine();
  const both = starrocksAnalytics.lower(inputOf([acme, globex], [revenue, summary]));
  await engine.apply(both);
  await byHand(
    engine,
    'CREATE ROLE visitors',
    'GRANT USAGE ON CATALOG tenant_acme_corp_catalog TO ROLE tenant_globex_inc__reader',
    'GRANT USAGE ON CATALOG tenant_acme_corp_catalog TO ROLE public',
    'GRANT SELECT ON MATERIALIZED VIEW tenant_acme_corp__sales.daily_revenue TO ROLE visitors',
    'GRANT tenant_acme_corp__owner TO ROLE visitors',
    'SET CATALOG tenant_acme_corp_catalog',
    'GRANT INSERT ON ALL TABLES IN ALL DATABASES TO ROLE tenant_acme_corp__reader',
  );
  expect(await foreign(desired())).toEqual([
    'acme-corp/analytics.catalog/tenant_acme_corp_catalog: open to public; open to somebody of another tenant; open to visitors',
    'acme-corp/analytics.grants/tenant_acme_corp__reader: - INSERT on TABLE tenant_acme_corp_catalog/*/*',
    'acme-corp/analytics.role/tenant_acme_corp__owner: held by visitors',
  ]);
  for (const step of await engine.plan(desired())) {
    expect(JSON.stringify(step.step)).not.toContain('globex');
    await runStep(engine.connection, step);
  }
  expect(await summaries(both)).toEqual([]);
});

test('the tenant itself reaches nothing of another: the engine refuses it', async () => {
  engine = await startEngine();
  await engine.apply(starrocksAnalytics.lower(inputOf([acme, globex], [revenue, summary])));
  const session = await engine.connection.session({ slug: globex.slug, id: globex.id }, 'tenant');
  await expect(session.query('SELECT region FROM tenant_acme_corp_catalog.sales.daily_revenue')).rejects.toThrow(
    '5203',
  );
  await expect(session.query('SET CATALOG tenant_acme_corp_catalog')).rejects.toThrow('5203');
  await expect(session.query('SHOW GRANTS FOR ROLE tenant_acme_corp__owner')).rejects.toThrow('5203');
  expect(await session.query('SHOW CATALOGS')).toHaveLength(2);
});

test("a stage that has only the tenant's login reads what that sees, and names the rest", async () => {
  engine = await startEngine();
  await engine.apply(desired());
  const connection = await starrocksAnalytics.connect({ ...engine.context, reads: 'tenant' });
  const kindsOf = new Set((await connection.inventory(tenant, new AbortController().signal)).map(({ kind }) => kind));
  await connection.close();
  const unread = ['role', 'user', 'resource_group', 'grants', 'access', 'catalog'].map((one) => `analytics.${one}`);
  expect(connection.unread).toEqual(unread);
  expect([...kindsOf].filter((kind) => !unread.includes(kind))).toEqual([
    'analytics.database',
    'analytics.refresh',
    'analytics.table',
    'analytics.view',
  ]);
});
