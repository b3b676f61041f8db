import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as byHand from './production-hands.ts';
import { carriedOut, lines, look } from './production-view.ts';
import { startProduction, type ProductionWorld } from './production-world.ts';

const acme = 'acme-corp/products/daily_revenue';
const globex = 'globex-inc/products/weekly_transaction_summary';
const transform = `tenants/${globex}/transform.sql`;
const serving = `tenants/${acme}/serving.yaml`;
const lookupTable = 'globex-inc/lookup.table/tenant_globex_inc__finance.weekly_transaction_summary';
const analyticsTable = 'globex-inc/analytics.table/finance.weekly_transaction_summary';
const acmeTable = 'acme-corp/analytics.table/sales.daily_revenue';
const acmeView = 'acme-corp/analytics.view/tenant_acme_corp__sales.daily_revenue';
const acmeRefresh = 'acme-corp/analytics.refresh/tenant_acme_corp__sales.daily_revenue';
const globexPrefix = 'tenant-b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62/';

let world: ProductionWorld;

beforeAll(async () => {
  world = await startProduction({ dagster: ['acme-corp', 'globex-inc'] });
  for (const line of world.missing) process.stdout.write(`${line}\n`);
}, 300_000);
afterAll(() => world?.stop());

/** What a changed output means to what runs the product; nothing where Dagster is not there. */
const redelivered = (tenant: string, product: string): readonly string[] =>
  world.servers.dagster === undefined
    ? [`update safe ${tenant}/compute.asset/${product}`]
    : [
        `update safe ${tenant}/compute.manifest/${tenant}/akili_manifest.json`,
        `update safe ${tenant}/compute.location/akili-${tenant}`,
        `update safe ${tenant}/compute.asset/${product}`,
      ];

describe('both tenants on every engine', () => {
  test('are applied from nothing in one run, and then nothing is left to do', async () => {
    const applied = await world.akili(['apply', '--yes']);
    expect([applied.exit, applied.stderr.match(/Warning/g)]).toEqual([0, null]);
    expect((await world.akili(['plan', '--exit-code'])).exit).toBe(0);
    expect(await look(world, ['drift'])).toMatchObject({ exit: 0, changes: [] });
  });

  test('no secret is shown by any of it', async () => {
    const said = await world.akili(['plan', '--format', 'json']);
    const values = [...world.servers.vault.secrets.values()].flatMap(({ data }) =>
      Object.entries(data ?? {}).flatMap(([name, value]) => (/password|secret/i.test(name) ? [String(value)] : [])),
    );
    expect(values.length).toBe(
      world.servers.ceph !== undefined && world.servers.kafka !== undefined ? 8 : values.length,
    );
    for (const value of values) expect(said.stdout + said.stderr).not.toContain(value);
  });
});

describe('what somebody changes by hand is found, and healed by an apply', () => {
  const found = async (plant: () => Promise<unknown>): Promise<{ exit: number; lines: readonly string[] }> => {
    await plant();
    const drift = await look(world, ['drift']);
    const healed = await world.akili(['apply', '--yes']);
    expect([healed.exit, healed.stderr]).toEqual([0, expect.any(String)]);
    expect(await look(world, ['drift'])).toMatchObject({ exit: 0, changes: [] });
    return { exit: drift.exit, lines: lines(drift) };
  };
  const postgres = (sql: string) => found(() => byHand.onPostgres(world.servers, sql));
  const starrocks = (...sql: readonly string[]) => found(() => byHand.onStarrocks(world.servers, ...sql));
  const table = 'tenant_globex_inc__finance.weekly_transaction_summary';

  test('PostgreSQL: a column, a table, a wall, a grant', async () => {
    const changed = { exit: 2, lines: [`changed safe ${lookupTable}`] };
    expect(await postgres(`ALTER TABLE ${table} DROP COLUMN net_flow`)).toEqual(changed);
    expect(await postgres(`DROP TABLE ${table}`)).toEqual({ exit: 2, lines: [`missing safe ${lookupTable}`] });
    const foreign = { exit: 8, lines: [`foreign security ${lookupTable}`] };
    expect(await postgres(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)).toEqual(foreign);
    expect(await postgres(`GRANT SELECT ON ${table} TO PUBLIC`)).toEqual(foreign);
  });

  test('the object store: a marker; a statement of nobody’s is told and left to whoever wrote it', async () => {
    if (world.servers.ceph === undefined) return;
    const marker = `globex-inc/objects.prefix/akili-data/${globexPrefix}products/weekly_transaction_summary/data/`;
    expect(await found(() => byHand.deleteObjects(world.servers, `${globexPrefix}products/`))).toEqual({
      exit: 2,
      lines: [`missing safe ${marker}`],
    });
    const policy = await byHand.readPolicy(world.servers);
    await byHand.allowStranger(world.servers, globexPrefix);
    const drift = await look(world, ['drift']);
    expect([drift.exit, drift.changes.map(({ class: kind, address }) => [kind, address])]).toEqual([
      8,
      [['foreign', expect.stringMatching(/^platform\/objects\.access\/akili-data\/statement Stranger /)]],
    ]);
    await byHand.writePolicy(world.servers, policy);
    expect((await look(world, ['drift'])).exit).toBe(0);
  });

  test('Kafka: a topic, a setting, an ACL without the dot', async () => {
    if (world.servers.kafka === undefined) return;
    const topics = ['acme-corp.daily_revenue.data.available'];
    expect(await found(() => byHand.onKafka(world.servers, (admin) => admin.deleteTopics({ topics })))).toEqual({
      exit: 2,
      lines: [`missing safe acme-corp/events.topic/${topics[0] ?? ''}`],
    });
    const name = 'acme-corp.daily_revenue.execution.events';
    const resources = [{ type: 2, name, configEntries: [{ name: 'retention.ms', value: '1000' }] }];
    expect(
      await found(() =>
        byHand.onKafka(world.servers, (admin) => admin.alterConfigs({ validateOnly: false, resources })),
      ),
    ).toEqual({ exit: 2, lines: [`changed safe acme-corp/events.topic/${name}`] });
    const acl = {
      ...{ resourceType: 2, resourceName: 'acme-corp', resourcePatternType: 4 },
      ...{ principal: 'User:stranger', host: '*', operation: 3, permissionType: 3 },
    };
    expect(await found(() => byHand.onKafka(world.servers, (admin) => admin.createAcls({ acl: [acl] })))).toEqual({
      exit: 8,
      lines: ['foreign security acme-corp/events.access/acme-corp.'],
    });
  });

  test('StarRocks’ stand-in: a view, what a team lacks, what a stranger has', async () => {
    const seen = await starrocks('DROP MATERIALIZED VIEW `default_catalog`.`tenant_acme_corp__sales`.`daily_revenue`');
    expect(seen).toEqual({
      exit: 2,
      lines: [
        `missing safe ${acmeView}`,
        'changed security acme-corp/analytics.access/tenant_acme_corp__team_data_engineering',
        'changed security acme-corp/analytics.access/tenant_acme_corp__team_sales_analytics',
        `missing safe ${acmeRefresh}`,
      ],
    });
    const catalog = 'SET CATALOG `tenant_acme_corp_catalog`';
    const team = 'tenant_acme_corp__team_data_engineering';
    expect(
      await starrocks(catalog, `REVOKE SELECT ON TABLE \`sales\`.\`daily_revenue\` FROM ROLE \`${team}\``),
    ).toEqual({ exit: 2, lines: [`changed security acme-corp/analytics.access/${team}`] });
    const grant = 'GRANT SELECT ON TABLE `sales`.`daily_revenue` TO ROLE `stranger`';
    expect(await starrocks('CREATE ROLE `stranger`', catalog, grant)).toEqual({
      exit: 8,
      lines: ['foreign security acme-corp/analytics.catalog/tenant_acme_corp_catalog'],
    });
  });

  test('Dagster: a manifest that is gone', async () => {
    if (world.servers.dagster === undefined) return;
    expect(await found(() => byHand.forgetManifest(world.servers, 'acme-corp'))).toEqual({
      exit: 2,
      lines: [
        'missing safe acme-corp/compute.manifest/acme-corp/akili_manifest.json',
        'missing safe acme-corp/compute.location/akili-acme-corp',
        'missing safe acme-corp/compute.asset/sales.daily_revenue',
      ],
    });
  });
});

describe('every class of change is planned, carried out, and leaves nothing', () => {
  test('a column comes, grows, shrinks and goes', async () => {
    const rest = () => redelivered('globex-inc', 'finance.weekly_transaction_summary');
    const both = (risk: string) => [`update ${risk} ${analyticsTable}`, `update ${risk} ${lookupTable}`, ...rest()];
    const count = '  COUNT(*) AS transaction_count,';
    world.edit(transform, count, `${count}\n  CAST(MAX(t.amount) AS integer) AS largest,`);
    expect(await carriedOut(world)).toEqual(both('safe'));
    world.edit(transform, 'AS integer) AS largest', 'AS bigint) AS largest');
    expect(await carriedOut(world)).toEqual(both('locking'));
    world.edit(transform, 'AS bigint) AS largest', 'AS integer) AS largest');
    expect(await look(world, ['plan'])).toMatchObject({ exit: 4 });
    expect(await carriedOut(world)).toEqual(both('destructive'));
    world.edit(transform, '\n  CAST(MAX(t.amount) AS integer) AS largest,', '');
    expect(await carriedOut(world)).toEqual(both('destructive'));
  });

  test('the sort key and how often a view is refreshed', async () => {
    world.edit(serving, 'columns: [date, region]', 'columns: [region, date]');
    expect(await carriedOut(world)).toEqual([
      `replace locking ${acmeTable}`,
      `replace safe ${acmeView}`,
      `update safe ${acmeRefresh}`,
    ]);
    world.edit(serving, 'refresh_interval: "1h"', 'refresh_interval: "2h"');
    expect(await carriedOut(world)).toEqual([`update safe ${acmeView}`]);
  });

  test('how long events are kept', async () => {
    if (world.servers.kafka === undefined) return;
    const topics = ['acme-corp.daily_revenue', 'globex-inc.weekly_transaction_summary'].flatMap((product) =>
      ['data.available', 'execution.events'].map(
        (name) => `${product.split('.')[0] ?? ''}/events.topic/${product}.${name}`,
      ),
    );
    world.edit('akili.yaml', 'partitions: 1,', 'partitions: 1, configs: { retention.ms: 86400000 },');
    expect(await carriedOut(world)).toEqual(topics.map((address) => `update destructive ${address}`));
    world.edit('akili.yaml', ' configs: { retention.ms: 86400000 },', '');
    expect(await carriedOut(world)).toEqual(topics.map((address) => `update safe ${address}`));
  });

  test('a team of `access`, with its grants and policies', async () => {
    const file = `tenants/${globex}/governance.yaml`;
    const team = '  - team: compliance\n    role: viewer\n';
    world.edit(file, team, '');
    const role = 'tenant_globex_inc__team_compliance';
    expect(await carriedOut(world)).toEqual([
      'update security globex-inc/lookup.schema/tenant_globex_inc__finance',
      `update safe ${analyticsTable}`,
      `update security ${lookupTable}`,
      `delete security globex-inc/analytics.access/${role}`,
      `delete security globex-inc/analytics.role/${role}`,
      `delete security globex-inc/lookup.role/${role}`,
    ]);
    world.edit(file, 'access:\n', `access:\n${team}`);
    expect(await carriedOut(world)).toEqual([
      `create security globex-inc/analytics.role/${role}`,
      `create security globex-inc/lookup.role/${role}`,
      'update security globex-inc/lookup.schema/tenant_globex_inc__finance',
      `update safe ${analyticsTable}`,
      `update security ${lookupTable}`,
      `create security globex-inc/analytics.access/${role}`,
    ]);
  });

  test('quotas and the schedule', async () => {
    world.edit('tenants/acme-corp/tenant.yaml', 'cpu: "8"', 'cpu: "4"');
    world.edit('tenants/acme-corp/tenant.yaml', 'connections: 20', 'connections: 10');
    expect(await carriedOut(world)).toEqual([
      'update security acme-corp/lookup.role/tenant_acme_corp__deployer',
      'update security acme-corp/analytics.user/tenant_acme_corp__deployer',
      'update safe acme-corp/analytics.resource_group/tenant_acme_corp__group',
    ]);
    world.edit(`tenants/${acme}/compute.yaml`, '"0 6 * * *"', '"0 7 * * *"');
    expect(await carriedOut(world)).toEqual(redelivered('acme-corp', 'sales.daily_revenue'));
  });
});

describe('the life of a tenant', () => {
  test('its logins are rotated on every engine', async () => {
    const before = new Map(world.servers.vault.secrets);
    expect((await world.akili(['tenant', 'rotate', 'globex-inc'])).exit).toBe(0);
    const moved = [...world.servers.vault.secrets].filter(([path, { data }]) => {
      const old = before.get(path)?.data as { readonly version?: string } | undefined;
      return (data as { readonly version?: string } | undefined)?.version !== old?.version;
    });
    expect(moved.map(([path]) => path).every((path) => path.startsWith('akili/globex-inc/'))).toBe(true);
    expect((await world.akili(['plan', '--exit-code'])).exit).toBe(0);
  });

  test('suspended it may only read, archived nothing, and active again everything', async () => {
    const file = 'tenants/globex-inc/tenant.yaml';
    for (const [from, to] of [
      ['active', 'suspended'],
      ['suspended', 'archived'],
    ] as const) {
      world.edit(file, `status: ${from}`, `status: ${to}`);
      const planned = await carriedOut(world);
      const engines = new Set(planned.map((line) => /globex-inc\/([a-z]+)\./.exec(line)?.[1]));
      expect([...engines]).toEqual(expect.arrayContaining(['analytics', 'lookup', ...optional()]));
      await expectNothingToWrite(world, to);
    }
    world.edit(file, 'status: archived', 'status: active');
    await carriedOut(world);
    expect(await byHand.askPostgres(world.servers, canLogIn)).toEqual([{ login: true }]);
  });
});

const canLogIn = `SELECT bool_or(rolcanlogin) AS login FROM pg_roles WHERE rolname LIKE 'tenant\\_globex\\_inc\\_\\_deployer%'`;

function optional(): readonly string[] {
  const { ceph, kafka } = world.servers;
  return [...(ceph === undefined ? [] : ['objects']), ...(kafka === undefined ? [] : ['events'])];
}

/** On each engine nothing is left that lets the tenant write; archived, nothing that lets it read either. */
async function expectNothingToWrite({ servers }: ProductionWorld, status: 'suspended' | 'archived'): Promise<void> {
  expect(await byHand.askPostgres(servers, canLogIn)).toEqual([{ login: false }]);
  if (servers.kafka !== undefined) {
    const operations = await byHand.aclOperations(servers, 'globex-inc.');
    expect(operations).toEqual(status === 'archived' ? [] : ['DESCRIBE', 'DESCRIBE_CONFIGS', 'READ']);
  }
  if (servers.ceph !== undefined) {
    const { Statement } = JSON.parse(await byHand.readPolicy(servers)) as { Statement: { Action: string[] }[] };
    const own = Statement.filter((one) => JSON.stringify(one).includes('tenant-globex-inc'));
    const writes = own.flatMap(({ Action }) => [Action].flat()).filter((action) => /Put|Delete|Abort/.test(action));
    expect([own.length > 0, writes]).toEqual([status === 'suspended', []]);
  }
  const granted = await byHand.rowsOfStarrocks(servers, 'SHOW GRANTS FOR ROLE `tenant_globex_inc__owner`');
  const text = JSON.stringify(granted);
  expect([/INSERT|ALTER|DROP|CREATE/.test(text), /SELECT/.test(text)]).toEqual([false, status === 'suspended']);
}
