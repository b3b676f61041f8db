import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from './dagster-programs.ts';
import { look } from './production-view.ts';
import { startProduction, type ProductionWorld } from './production-world.ts';

let world: ProductionWorld;

beforeAll(async () => {
  world = await startProduction();
}, 300_000);
afterAll(() => world?.stop());

/** Where akili.yaml binds a role. */
const lineOf = (role: string): number =>
  world
    .read('akili.yaml')
    .split('\n')
    .findIndex((line) => line.startsWith(`    ${role}:`)) + 1;

const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(world.platformEnv).filter(([name]) => !names.includes(name)));

describe('what goes wrong is told with its place and its reason, and nothing is done', () => {
  const engines = [
    ['lookup', 'AKILI_PLATFORM__LOOKUP', { username: 'akili_provisioner', password: 'wrong-password' }],
    ['analytics', 'AKILI_PLATFORM__ANALYTICS', { username: 'root', password: 'wrong-password' }],
    ['objects', 'AKILI_PLATFORM__OBJECTS', { accessKeyId: 'PLATFORM', secretAccessKey: 'wrong-password' }],
    ['events', 'AKILI_PLATFORM__EVENTS', { username: 'admin', password: 'wrong-password' }],
  ] as const;

  test.each(engines)('a wrong password for %s', async (role, variable, secret) => {
    if (!Object.hasOwn(world.platformEnv, variable)) return;
    const env = { ...world.platformEnv, [variable]: JSON.stringify(secret) };
    const said = await world.akili(['apply', '--yes'], { env });
    const text = said.stdout + said.stderr;
    expect([said.exit, text]).toEqual([
      1,
      expect.stringMatching(new RegExp(`akili\\.yaml:${lineOf(role)}:\\d+ error PLN181 The ${role} engine`)),
    ]);
    expect(text).not.toContain('wrong-password');
  });

  test.each(engines)('no secret for %s at all', async (_role, variable) => {
    if (!Object.hasOwn(world.platformEnv, variable)) return;
    const said = await world.akili(['plan'], { env: without(variable) });
    expect([said.exit, said.stdout + said.stderr]).toEqual([4, expect.stringContaining(`env:${variable}`)]);
  });

  test.each(['lookup', 'analytics', 'objects', 'events'] as const)('a server of %s that is dead', async (role) => {
    const dead = await freePort();
    const settings: Readonly<Record<string, string>> = {
      lookup:
        '{ driver: postgres, host: 127.0.0.1, port: 1, database: akili, credentials: "env:AKILI_PLATFORM__LOOKUP" }',
      analytics:
        '{ driver: starrocks, host: 127.0.0.1, port: 1, backendMemory: 128Gi, iceberg: { uri: "http://127.0.0.1:8181" }, credentials: "env:AKILI_PLATFORM__ANALYTICS" }',
      objects: `{ driver: s3, endpoint: "http://127.0.0.1:${dead}", bucket: akili-data, credentials: "env:AKILI_PLATFORM__OBJECTS" }`,
      events:
        '{ driver: kafka, brokers: ["127.0.0.1:1"], timeoutSeconds: 3, credentials: "env:AKILI_PLATFORM__EVENTS" }',
    };
    const env = {
      AKILI_PLATFORM__OBJECTS: '{"accessKeyId":"a","secretAccessKey":"b"}',
      AKILI_PLATFORM__EVENTS: '{"username":"a","password":"b"}',
      ...world.platformEnv,
    };
    const good = world.read('akili.yaml');
    world.write('akili.yaml', world.akiliYaml({ [role]: settings[role] ?? '', state: '{ store: directory }' }));
    const said = await world.akili(['plan'], { env });
    const line = lineOf(role);
    world.write('akili.yaml', good);
    expect([said.exit, said.stdout + said.stderr]).toEqual([
      1,
      expect.stringMatching(new RegExp(`akili\\.yaml:${line}:\\d+ error PLN181 The ${role} engine`)),
    ]);
  });

  test('a broker that hangs', async () => {
    const broker = world.servers.kafka;
    if (broker === undefined) return;
    broker.freeze();
    try {
      const said = await world.akili(['plan']);
      expect([said.exit, said.stdout + said.stderr]).toEqual([1, expect.stringMatching(/PLN181 The events engine/)]);
    } finally {
      broker.thaw();
    }
  });
});

describe('an apply goes on where it was cut off', () => {
  test('StarRocks ends the connection in the middle: the step fails alone, the rest is done, the next apply does it', async () => {
    const { misbehaviours } = world.servers.starrocks;
    misbehaviours.push({ when: /^CREATE TABLE/, times: 1000, as: 'drop' });
    const said = await world.akili(['apply', '--yes']);
    misbehaviours.splice(0);
    expect([said.exit, said.stdout + said.stderr]).toEqual([
      7,
      expect.stringMatching(/tenants\/[a-z-]+\/products\/[a-z_]+\/product\.yaml:\d+:\d+/),
    ]);
    expect((await world.akili(['apply', '--yes'])).exit).toBe(0);
    expect(await look(world, ['plan', '--exit-code'])).toMatchObject({ exit: 0, changes: [] });
  });

  test('PostgreSQL dies and comes back: nothing that was applied is lost', async () => {
    const { postgres, starrocks } = world.servers;
    world.edit(
      'tenants/globex-inc/products/weekly_transaction_summary/transform.sql',
      '  COUNT(*) AS transaction_count,',
      '  COUNT(*) AS transaction_count,\n  MAX(t.amount) AS largest,',
    );
    starrocks.misbehaviours.push({ when: /^ALTER TABLE/, times: 1, as: { slowMs: 3000 } });
    const seen = starrocks.log.length;
    const { said } = world.begin(['apply', '--yes']);
    for (const until = Date.now() + 60_000; Date.now() < until; await sleep(20))
      if (starrocks.log.slice(seen).some(({ text }) => text.startsWith('ALTER TABLE'))) break;
    await postgres.kill();
    const cut = await said;
    starrocks.misbehaviours.splice(0);
    expect([cut.exit, /akili .* failed on a mistake of its own/.test(cut.stderr), cut.stdout + cut.stderr]).toEqual([
      expect.any(Number),
      false,
      expect.stringMatching(/PostgreSQL|lookup|state|database/i),
    ]);
    expect(cut.exit).not.toBe(0);
    await postgres.resume();
    const again = await world.akili(['apply', '--yes']);
    expect([again.exit, again.stderr]).toEqual([0, expect.any(String)]);
    expect(await look(world, ['plan', '--exit-code'])).toMatchObject({ exit: 0, changes: [] });
  });

  test('the tool itself is killed', async () => {
    const { starrocks } = world.servers;
    world.edit(
      'tenants/acme-corp/products/daily_revenue/serving.yaml',
      'columns: [date, region]',
      'columns: [region, date]',
    );
    starrocks.misbehaviours.push({ when: /^CREATE MATERIALIZED VIEW/, times: 1, as: { slowMs: 3000 } });
    const seen = starrocks.log.length;
    const running = world.begin(['apply', '--yes']);
    for (const until = Date.now() + 60_000; Date.now() < until; await sleep(20))
      if (starrocks.log.slice(seen).some(({ text }) => text.startsWith('CREATE MATERIALIZED VIEW'))) break;
    running.kill('SIGKILL');
    expect((await running.said).exit).toBe(-1);
    starrocks.misbehaviours.splice(0);
    const again = await world.akili(['apply', '--yes']);
    expect([again.exit, again.stdout.slice(-1500), again.stderr]).toEqual([0, expect.any(String), expect.any(String)]);
    expect(await look(world, ['plan', '--exit-code'])).toMatchObject({ exit: 0, changes: [] });
  });
});
