import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStandIn, type StandIn } from '../peers/starrocks/server/index.ts';
import { isolationWorld, type IsolationWorld, type Verified } from './isolation-world.ts';

// StarRocks itself cannot run here: this is its stand-in, which keeps and enforces privileges.

let standIn: StandIn;
let world: IsolationWorld;

beforeAll(async () => {
  standIn = await startStandIn();
  const settings = `host: 127.0.0.1, port: ${standIn.port}, iceberg: { uri: "http://127.0.0.1:8181" }`;
  world = isolationWorld(
    { analytics: `{ driver: starrocks, ${settings}, credentials: "env:AKILI_PLATFORM__ANALYTICS" }` },
    {
      AKILI_PLATFORM__ANALYTICS: JSON.stringify({ username: 'root', password: 'root-password' }),
      ...Object.fromEntries(
        ['ACME_CORP', 'GLOBEX', 'GLOBEX_INC'].map((tenant) => [
          `AKILI_${tenant}__OBJECTS`,
          JSON.stringify({ accessKeyId: `AK-${tenant}`, secretAccessKey: `SK-${tenant}-0123456789` }),
        ]),
      ),
    },
  );
  await world.apply();
});
afterAll(async () => {
  await standIn?.stop();
  world?.remove();
});

async function byHand(...statements: readonly string[]): Promise<void> {
  const connection = await createConnection({
    ...{ host: '127.0.0.1', port: standIn.port, user: 'root', password: 'root-password' },
  });
  for (const statement of statements) await connection.query(statement);
  await connection.end();
}
/** What the probe finds while a hole is there. */
async function whileOpen(open: readonly string[], close: readonly string[]): Promise<Verified> {
  await byHand(...open);
  try {
    return await world.verify();
  } finally {
    await byHand(...close);
  }
}
const catalog = 'tenant_globex_inc_catalog';

test('an environment as applied is clean', async () => {
  const { exitCode, probe, through, foreign } = await world.verify();
  expect([exitCode, through, foreign]).toEqual([0, [], []]);
  expect(
    probe.counts.filter(({ engine }) => engine === 'analytics').map(({ tenant, violated }) => [tenant, violated]),
  ).toEqual([
    ['acme-corp', 0],
    ['globex', 0],
    ['globex-inc', 0],
  ]);
  expect(probe.attempts.filter(({ engine, outcome }) => engine === 'analytics' && outcome !== 'refused')).toEqual([]);
});

test('a grant to public is found, by the attempt and by the inventory', async () => {
  const select = (verb: string) => [
    `SET CATALOG ${catalog}`,
    `${verb === 'GRANT' ? 'GRANT' : 'REVOKE'} SELECT ON ALL TABLES IN ALL DATABASES ${verb === 'GRANT' ? 'TO' : 'FROM'} ROLE public`,
  ];
  const found = await whileOpen(
    [`GRANT USAGE ON CATALOG ${catalog} TO ROLE public`, ...select('GRANT')],
    [...select('REVOKE'), `REVOKE USAGE ON CATALOG ${catalog} FROM ROLE public`],
  );
  expect(found.exitCode).toBe(8);
  expect(found.through).toContain('analytics acme-corp read a table of globex-inc');
  expect(found.through).toContain('analytics globex list the databases of its catalog of globex-inc');
  expect(found.probe.attempts.filter(({ outcome }) => outcome === 'disclosed').map(({ name }) => name)).toContain(
    catalog,
  );
  expect(found.foreign).toEqual([expect.stringContaining('public')]);
});

test("another tenant's role, given by hand, is found", async () => {
  const found = await whileOpen(
    ['GRANT tenant_globex_inc__reader TO ROLE tenant_globex__owner'],
    ['REVOKE tenant_globex_inc__reader FROM ROLE tenant_globex__owner'],
  );
  expect(found.exitCode).toBe(8);
  expect(found.through).toContain('analytics globex read a table of globex-inc');
  expect(found.foreign.length).toBeGreaterThan(0);
});

test('the right to make databases is found, and the one that was made is gone', async () => {
  const found = await whileOpen(
    [`GRANT CREATE DATABASE ON CATALOG ${catalog} TO ROLE tenant_globex__owner`],
    [`REVOKE CREATE DATABASE ON CATALOG ${catalog} FROM ROLE tenant_globex__owner`],
  );
  const told = found.probe.attempts.find(({ outcome }) => outcome === 'violated');
  expect([told?.tenant, told?.other, told?.action, told?.detail]).toEqual([
    ...['globex', 'globex-inc', 'write'],
    'a database could be made; it was taken away again',
  ]);
  expect([...(standIn.world.catalogs.get(catalog)?.databases.keys() ?? [])].join()).not.toContain('akili_probe');
});

test('the right to give a catalog on is found, and nothing stays given', async () => {
  const found = await whileOpen(
    [`GRANT USAGE ON CATALOG ${catalog} TO ROLE tenant_globex__owner WITH GRANT OPTION`],
    [`REVOKE USAGE ON CATALOG ${catalog} FROM ROLE tenant_globex__owner`],
  );
  expect(found.exitCode).toBe(8);
  expect(found.through).toContain('analytics globex grant its catalog of globex-inc');
  expect((await world.verify()).exitCode).toBe(0);
});
