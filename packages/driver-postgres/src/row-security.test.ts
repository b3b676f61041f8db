import { PostgresError, type Database } from '@akili/client-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acmeCorp, globexInc, type DriverEnvironment } from '@akili/testkit';
import { applied } from './testing/applied.ts';
import { engine } from './testing/engines.ts';
import { globex, lowered, revenue, transactions } from './testing/samples.ts';

const acmeTable = 'tenant_acme_corp__finance.weekly_transaction_summary';
const globexTable = 'tenant_globex_inc__finance.weekly_transaction_summary';

describe(`row security, ${engine.name}`, () => {
  let environment: DriverEnvironment;
  let database: Database;
  let release = (): void => undefined;
  let closed: Promise<void> | undefined;

  beforeAll(async () => {
    environment = await engine.make();
    await applied(environment, [...lowered(acmeCorp, revenue), ...lowered(globex, transactions)]);
    await new Promise<void>((ready, failed) => {
      closed = engine.beside(environment, async (opened) => {
        database = opened;
        await fill(database, 'tenant_acme_corp__owner', acmeTable, 2);
        await fill(database, 'tenant_globex_inc__owner', globexTable, 3);
        // As if somebody had been careless: only row security stands between the tenants now.
        await database.transaction(undefined, async (transaction) => {
          for (const statement of [
            `GRANT USAGE ON SCHEMA tenant_globex_inc__finance TO tenant_acme_corp__reader, tenant_acme_corp__owner`,
            `GRANT SELECT, INSERT, UPDATE, DELETE ON ${globexTable} TO tenant_acme_corp__reader, tenant_acme_corp__owner`,
          ])
            await transaction.query(statement);
        });
        ready();
        await new Promise<void>((resolve) => (release = resolve));
      });
      closed.catch(failed);
    });
  });

  afterAll(async () => {
    release();
    await closed;
    await environment.dispose();
  });

  /** What a session that is logged in as this role gets; SET SESSION AUTHORIZATION leaves no way back to more. */
  const as = async (role: string, ...statements: readonly string[]): Promise<unknown> => {
    try {
      return await database.transaction(undefined, async (transaction) => {
        await transaction.query(`SET LOCAL SESSION AUTHORIZATION ${role}`);
        let rows: unknown;
        for (const statement of statements) rows = await transaction.query(statement);
        return rows;
      });
    } catch (error) {
      if (error instanceof PostgresError) return error.sqlState;
      throw error;
    }
  };
  const count = (table: string): string => `SELECT count(*)::int AS n FROM ${table}`;

  const intruder = `INSERT INTO ${acmeTable} (tenant_id, transaction_count) VALUES ('${globexInc.id}', 1)`;

  // First of all: SET SESSION AUTHORIZATION stays on the embedded engine, even with LOCAL and after the transaction.
  test('no row of another tenant gets in, not even by a superuser, whom policies do not bind', async () => {
    const bySuperuser = database.transaction(undefined, (transaction) => transaction.query(intruder));
    await expect(bySuperuser).rejects.toMatchObject({ sqlState: '23514' });
  });

  test('no row of another tenant gets in by the owner', async () => {
    expect(await as('tenant_acme_corp__owner', intruder)).toBe('42501');
  });

  test('a reader reads all rows of its tenant', async () => {
    expect(await as('tenant_acme_corp__reader', count(acmeTable))).toEqual([{ n: 2 }]);
    expect(await as('tenant_globex_inc__reader', count(globexTable))).toEqual([{ n: 3 }]);
  });

  test('a team reads what its product grants', async () => {
    expect(await as('tenant_globex_inc__team_compliance', count(globexTable))).toEqual([{ n: 3 }]);
  });

  test('without a grant the other schema cannot even be named', async () => {
    expect(await as('tenant_globex_inc__reader', count(acmeTable))).toBe('42501');
    expect(await as('tenant_globex_inc__owner', count(acmeTable))).toBe('42501');
  });

  test('with a stray grant a role of one tenant still reads no row of the other', async () => {
    expect(await as('tenant_acme_corp__reader', count(globexTable))).toEqual([{ n: 0 }]);
    expect(await as('tenant_acme_corp__owner', count(globexTable))).toEqual([{ n: 0 }]);
  });

  test('with a stray grant it changes no row of the other either', async () => {
    expect(await as('tenant_acme_corp__owner', `DELETE FROM ${globexTable} RETURNING 1`)).toEqual([]);
    expect(await as('tenant_acme_corp__owner', `INSERT INTO ${globexTable} (transaction_count) VALUES (1)`)).toBe(
      '42501',
    );
  });

  test('a setting forges nothing, since no policy asks one', async () => {
    const forged = [
      `SELECT set_config('akili.tenant_id', '${globexInc.id}', true)`,
      `SET LOCAL app.tenant_id = '${globexInc.id}'`,
    ];
    expect(await as('tenant_acme_corp__reader', ...forged, count(globexTable))).toEqual([{ n: 0 }]);
    expect(await as('tenant_acme_corp__reader', 'SET LOCAL row_security = off', count(globexTable))).toBe('42501');
  });

  test.each([
    ['another tenant', 'SET LOCAL ROLE tenant_globex_inc__reader'],
    ['its own owner', 'SET LOCAL ROLE tenant_acme_corp__owner'],
    ['its own deployer', 'SET LOCAL ROLE tenant_acme_corp__deployer'],
  ])('a reader cannot become %s', async (_, statement) => {
    expect(await as('tenant_acme_corp__reader', statement)).toBe('42501');
  });

  test.each([
    ['alter a policy', `ALTER POLICY akili_read ON ${acmeTable} USING (true)`],
    ['add a policy', `CREATE POLICY mine ON ${acmeTable} USING (true)`],
    ['switch row security off', `ALTER TABLE ${acmeTable} DISABLE ROW LEVEL SECURITY`],
    ['grant what it has', `GRANT SELECT ON ${acmeTable} TO PUBLIC`],
    ['write', `INSERT INTO ${acmeTable} (transaction_count) VALUES (1)`],
    ['empty the table', `TRUNCATE ${acmeTable}`],
    ['create in its schema', 'CREATE TABLE tenant_acme_corp__finance.mine (a integer)'],
    ['create in the other schema', 'CREATE TABLE tenant_globex_inc__finance.mine (a integer)'],
    ['create a schema', 'CREATE SCHEMA tenant_acme_corp__mine'],
    ['create a role', 'CREATE ROLE mine'],
  ])('a reader cannot %s', async (_, statement) => {
    // GRANT without the right to grant is a warning and no error: what counts is that nothing came of it.
    const answer = await as(
      'tenant_acme_corp__reader',
      statement,
      `SELECT 1 FROM pg_class WHERE relacl::text LIKE '%=r/%' AND relname = 'weekly_transaction_summary' AND array_to_string(relacl, ',') ~ '(^|,)=r'`,
    );
    expect(['42501', []]).toContainEqual(answer);
  });

  test('the deployer does nothing as itself and everything of its tenant as the owner', async () => {
    expect(await as('tenant_acme_corp__deployer', count(acmeTable))).toBe('42501');
    expect(await as('tenant_acme_corp__deployer', 'SET LOCAL ROLE tenant_acme_corp__owner', count(acmeTable))).toEqual([
      { n: 2 },
    ]);
    expect(await as('tenant_acme_corp__deployer', 'SET LOCAL ROLE tenant_globex_inc__owner')).toBe('42501');
  });

  test('two rows with one key are refused, nulls included', async () => {
    const insert = `INSERT INTO ${acmeTable} (week_start, transaction_count) VALUES (NULL, 7), (NULL, 8)`;
    expect(await as('tenant_acme_corp__owner', insert)).toBe('23505');
  });
});

async function fill(database: Database, owner: string, table: string, rows: number): Promise<void> {
  await database.transaction(owner, (transaction) =>
    transaction.query(
      `INSERT INTO ${table} (week_start, transaction_count) SELECT date '2026-01-05' + 7 * week, week FROM generate_series(1, $1::int) week`,
      [rows],
    ),
  );
}
