import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { openServer } from './open-server.ts';
import { openMemory } from './testing/memory.ts';
import { serverOptions, serverUrl } from './testing/server.ts';

const engines: readonly { readonly name: string; readonly open: () => Promise<Database> }[] = [
  { name: 'embedded', open: openMemory },
  ...(serverUrl === undefined ? [] : [{ name: 'server', open: () => openServer(serverOptions(serverUrl as string)) }]),
];

if (serverUrl === undefined) test.skip('a server: skipped, AKILI_TEST_POSTGRES_URL names no server');

describe.each(engines)('a transaction, $name', ({ open }) => {
  let database: Database;
  const settings = `SELECT current_user::text AS role, current_setting('search_path') AS path,
    current_setting('statement_timeout') AS timeout, current_setting('transaction_read_only') AS "readOnly"`;

  beforeAll(async () => {
    database = await open();
    await database.transaction(undefined, async (transaction) => {
      await transaction.execute([
        'DROP SCHEMA IF EXISTS akili_client_test CASCADE',
        'DROP ROLE IF EXISTS akili_client_test',
        'CREATE ROLE akili_client_test',
        'CREATE SCHEMA akili_client_test AUTHORIZATION akili_client_test',
        'CREATE TABLE akili_client_test.seen (n integer)',
      ]);
    });
  });
  afterAll(async () => {
    await database.transaction(undefined, (transaction) =>
      transaction.execute(['DROP SCHEMA akili_client_test CASCADE', 'DROP ROLE akili_client_test']),
    );
    await database.close();
  });

  const rows = (): Promise<unknown> =>
    database.transaction(undefined, (transaction) => transaction.query('SELECT n FROM akili_client_test.seen'));

  test('acts as its role, with its own limits, and leaves none of it behind', async () => {
    const inside = await database.transaction('akili_client_test', (transaction) => transaction.query(settings), {
      statementTimeoutMs: 7_000,
      readOnly: true,
    });
    expect(inside).toEqual([{ role: 'akili_client_test', path: 'pg_catalog', timeout: '7s', readOnly: 'on' }]);
    const after = await database.transaction(undefined, (transaction) => transaction.query(settings));
    expect(after).toEqual([{ role: 'postgres', path: 'pg_catalog', timeout: '1min', readOnly: 'off' }]);
  });

  test('rolls back whatever its body throws, and throws just that', async () => {
    const mine = new Error('not a matter of the engine');
    const failing = database.transaction(undefined, async (transaction) => {
      await transaction.query('INSERT INTO akili_client_test.seen VALUES (1)');
      throw mine;
    });
    await expect(failing).rejects.toBe(mine);
    expect(await rows()).toEqual([]);
  });

  test('says what a statement failed of, and the next transaction works', async () => {
    const failing = database.transaction(undefined, (transaction) =>
      transaction.execute(['INSERT INTO akili_client_test.seen VALUES (1)', 'SELECT no_such_column']),
    );
    await expect(failing).rejects.toMatchObject({ sqlState: '42703', retryable: false });
    expect(await rows()).toEqual([]);
  });

  test('a role that does not exist is an error before anything runs', async () => {
    const failing = database.transaction('no_such_role', (transaction) => transaction.query('SELECT 1'));
    await expect(failing).rejects.toMatchObject({ sqlState: '22023' });
  });

  test('aborted before it begins, it does not begin', async () => {
    let ran = false;
    const aborted = database.transaction(undefined, async () => void (ran = true), { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ sqlState: '57014', retryable: false });
    expect(ran).toBe(false);
  });

  test('aborted before its end, it did not happen', async () => {
    const controller = new AbortController();
    const aborted = database.transaction(
      undefined,
      async (transaction) => {
        await transaction.query('INSERT INTO akili_client_test.seen VALUES (1)');
        controller.abort();
      },
      { signal: controller.signal },
    );
    await expect(aborted).rejects.toMatchObject({ sqlState: '57014' });
    expect(await rows()).toEqual([]);
  });

  test('several at a time do not mix', async () => {
    const one = (role: string | undefined) => database.transaction(role, (transaction) => transaction.query(settings));
    const answers = await Promise.all([one('akili_client_test'), one(undefined), one('akili_client_test')]);
    expect(answers.map(([row]) => row?.['role'])).toEqual(['akili_client_test', 'postgres', 'akili_client_test']);
  });

  test('values come as both engines write them, losing no digit', async () => {
    const [row] = await database.transaction(undefined, (transaction) =>
      transaction.query(
        `SELECT 9007199254740993::int8 AS big, 12.340::numeric AS money, date '2026-01-05' AS day, '{"a": [1]}'::jsonb AS doc,
         timestamp '2026-01-05 06:00:00' AS moment, true AS yes, 1.5::float8 AS ratio, NULL AS nothing, $1::text AS given`,
        ["it's"],
      ),
    );
    expect(row).toEqual({
      big: '9007199254740993',
      money: '12.340',
      day: '2026-01-05',
      doc: { a: [1] },
      moment: '2026-01-05 06:00:00',
      yes: true,
      ratio: 1.5,
      nothing: null,
      given: "it's",
    });
  });
});

if (serverUrl !== undefined) {
  const url = serverUrl;
  test('a query that runs on a server is stopped there', async () => {
    const database = await openServer(serverOptions(url));
    const controller = new AbortController();
    const sleeping = database.transaction(
      undefined,
      (transaction) => {
        setTimeout(() => controller.abort(), 50);
        return transaction.query('SELECT pg_sleep(50)');
      },
      { signal: controller.signal },
    );
    await expect(sleeping).rejects.toMatchObject({ sqlState: '57014' });
    const running = await database.transaction(undefined, (transaction) =>
      transaction.query(`SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query = 'SELECT pg_sleep(50)'`),
    );
    expect(running).toEqual([]);
    await database.close();
  });

  test('a wrong password is said at once, and not printed', async () => {
    const opening = openServer({ ...serverOptions(url), password: 'wrong-and-secret' });
    await expect(opening).rejects.toMatchObject({
      message: `PostgreSQL at 127.0.0.1:${serverOptions(url).port}: the login was refused: the password is wrong or there is no such login (28P01)`,
      retryable: false,
    });
  });
}
