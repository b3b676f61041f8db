import { openServer, type Database } from '@akili/client-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isolationWorld, type IsolationWorld, type Verified } from './isolation-world.ts';
import { postgres, type PostgresAccess } from './postgres.ts';
import type { RunningService } from './service.ts';

const missing = await postgres.install();
const table = '"tenant_globex_inc__finance"."weekly_transaction_summary"';

if (missing !== undefined) test.skip(`isolation on PostgreSQL: ${missing.missing}`, () => undefined);
else {
  let server: RunningService<PostgresAccess>;
  let world: IsolationWorld;
  let superuser: Database;

  beforeAll(async () => {
    server = await postgres.start();
    const { host, port, database, provisioner, superuser: login } = server.access;
    const credentials = 'credentials: "env:AKILI_PLATFORM__LOOKUP"';
    world = isolationWorld(
      { lookup: `{ driver: postgres, host: ${host}, port: ${port}, database: ${database}, ${credentials} }` },
      { AKILI_PLATFORM__LOOKUP: JSON.stringify(provisioner) },
    );
    const user = { user: login.username, password: login.password };
    superuser = await openServer({ host, port, database, ...user, tls: false, connections: 1 });
    await world.apply();
  }, 120_000);
  afterAll(async () => {
    await superuser?.close();
    await server?.stop();
    world?.remove();
  });

  const byHand = (...statements: readonly string[]): Promise<void> =>
    superuser.transaction(undefined, (transaction) => transaction.execute(statements));
  /** What the probe finds while a hole is there. */
  const whileOpen = async (open: readonly string[], close: readonly string[]): Promise<Verified> => {
    await byHand(...open);
    try {
      return await world.verify();
    } finally {
      await byHand(...close);
    }
  };

  test('an environment as applied is clean, and discloses the catalogs', async () => {
    const { exitCode, probe, through, foreign } = await world.verify();
    expect([exitCode, through, foreign]).toEqual([0, [], []]);
    expect(probe.counts.filter(({ engine }) => engine === 'lookup')).toEqual(
      ['globex', 'globex-inc'].map((tenant) => ({
        ...{ engine: 'lookup', driver: 'postgres', tenant },
        ...{ tried: 28, refused: 27, disclosed: 1, violated: 0, undecided: 0 },
      })),
    );
  });

  test('a stray permissive policy is found', async () => {
    const found = await whileOpen([`CREATE POLICY stray ON ${table} USING (true)`], [`DROP POLICY stray ON ${table}`]);
    expect([found.exitCode, found.through]).toEqual([8, []]);
    expect(found.foreign).toEqual([expect.stringContaining('stray')]);
  });

  test('row security that was taken down is found', async () => {
    const off = [`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`];
    const found = await whileOpen(off, [`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`]);
    expect([found.exitCode, found.foreign]).toEqual([8, [expect.stringContaining('row security')]]);
  });

  test('BYPASSRLS is found, and what it shows of the tables that all share', async () => {
    await byHand(
      `INSERT INTO akili.products VALUES ('b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62', 'finance', 'summary', '1.0.0', NULL)`,
    );
    const found = await whileOpen(
      ['ALTER ROLE tenant_globex__owner BYPASSRLS'],
      ['ALTER ROLE tenant_globex__owner NOBYPASSRLS', 'DELETE FROM akili.products'],
    );
    expect(found.exitCode).toBe(8);
    expect(found.through).toEqual([
      'lookup globex read its rows of a shared table of globex-inc',
      'lookup globex write its rows of a shared table of globex-inc',
    ]);
    expect(found.foreign).toEqual([expect.stringContaining('BYPASSRLS')]);
  });

  test('a login that is BYPASSRLS itself, which no apply would use, is found too', async () => {
    const login = world.secretOf('globex', 'lookup')['username'];
    const found = await whileOpen([`ALTER ROLE ${login} BYPASSRLS`], [`ALTER ROLE ${login} NOBYPASSRLS`]);
    expect([found.exitCode, found.foreign]).toEqual([8, [expect.stringContaining('BYPASSRLS')]]);
  });

  test('a grant to PUBLIC is found, by the attempt and by the inventory', async () => {
    const found = await whileOpen(
      [`GRANT USAGE ON SCHEMA tenant_globex_inc__finance TO PUBLIC`, `GRANT SELECT ON ${table} TO PUBLIC`],
      [`REVOKE USAGE ON SCHEMA tenant_globex_inc__finance FROM PUBLIC`, `REVOKE SELECT ON ${table} FROM PUBLIC`],
    );
    expect(found.exitCode).toBe(8);
    expect(found.through).toEqual([
      'lookup globex list a schema of globex-inc',
      'lookup globex read a table of globex-inc',
    ]);
    expect(found.foreign).toHaveLength(2);
  });

  test('a grant to a role that the login cannot act as is found', async () => {
    const found = await whileOpen(
      [`GRANT INSERT ON ${table} TO tenant_globex__reader`],
      [`REVOKE INSERT ON ${table} FROM tenant_globex__reader`],
    );
    expect([found.exitCode, found.through]).toEqual([8, ['lookup globex write a table of globex-inc']]);
  });

  test("membership in another tenant's role is found", async () => {
    const found = await whileOpen(
      ['GRANT tenant_globex_inc__owner TO tenant_globex__owner'],
      ['REVOKE tenant_globex_inc__owner FROM tenant_globex__owner'],
    );
    expect(found.exitCode).toBe(8);
    expect(found.through).toContain('lookup globex act a role of globex-inc');
    expect(found.through).toContain('lookup globex grant a table of globex-inc');
    expect(found.foreign.length).toBeGreaterThan(0);
  });

  test('a probe writes nothing: every hole was open, and the tables are as before', async () => {
    const [row] = await superuser.transaction(undefined, (transaction) =>
      transaction.query(`SELECT (SELECT count(*)::int FROM ${table}) AS rows, (SELECT count(*)::int FROM akili.products) AS shared,
        (SELECT count(*)::int FROM pg_class c, aclexplode(c.relacl) item WHERE item.privilege_type = 'REFERENCES'
          AND c.relname = 'weekly_transaction_summary' AND item.grantee <> c.relowner) AS given`),
    );
    expect(row).toEqual({ rows: 0, shared: 0, given: 0 });
    expect((await world.verify()).exitCode).toBe(0);
  });

  test('a run for one tenant needs its own secrets alone, and names nobody else', async () => {
    await byHand(`GRANT SELECT ON ${table} TO PUBLIC`);
    const { env } = world;
    const platform = env['AKILI_PLATFORM__LOOKUP'] as string;
    delete env['AKILI_PLATFORM__LOOKUP'];
    try {
      const found = await world.verify({ tenants: ['globex'] });
      expect(found.exitCode).toBe(8);
      expect(found.through).toEqual(['lookup globex read a table of another']);
      expect(JSON.stringify(found.probe)).not.toMatch(/globex[-_]inc|acme/);
    } finally {
      env['AKILI_PLATFORM__LOOKUP'] = platform;
      await byHand(`REVOKE SELECT ON ${table} FROM PUBLIC`);
    }
  });
}
