import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { openServer } from './open-server.ts';
import { openMemory } from './testing/memory.ts';
import { serverOptions, serverUrl } from './testing/server.ts';

const open = (): Promise<Database> => (serverUrl === undefined ? openMemory() : openServer(serverOptions(serverUrl)));

describe('statements outside a transaction', () => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.alone(undefined, [
      'CREATE TABLE public.alone_rows (a integer)',
      'INSERT INTO public.alone_rows VALUES (1), (1)',
      'CREATE ROLE alone_guest',
    ]);
  });
  afterAll(async () => {
    await database.alone(undefined, ['DROP TABLE public.alone_rows', 'DROP ROLE alone_guest']);
    await database.close();
  });

  const settings = async (): Promise<unknown> =>
    (
      await database.transaction(undefined, (transaction) =>
        transaction.query(`SELECT current_user = session_user AS own, current_setting('lock_timeout') AS wait`),
      )
    )[0];

  test('what no transaction takes is done, and nothing of the session outlives it', async () => {
    await database.alone(undefined, ['CREATE INDEX CONCURRENTLY alone_index ON public.alone_rows (a)'], {
      lockTimeoutMs: 1234,
    });
    expect(await settings()).toEqual({ own: true, wait: '5s' });
  });

  test('they run as the role, which stays behind when one fails', async () => {
    await expect(database.alone('alone_guest', ['SELECT 1', 'DROP TABLE public.alone_rows'])).rejects.toMatchObject({
      sqlState: '42501',
    });
    expect(await settings()).toEqual({ own: true, wait: '5s' });
  });

  test('a signal that was given before stops all of them', async () => {
    const options = { signal: AbortSignal.abort() };
    await expect(database.alone(undefined, ['DROP TABLE public.alone_rows'], options)).rejects.toMatchObject({
      sqlState: '57014',
    });
  });
});
