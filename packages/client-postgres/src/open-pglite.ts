import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PGlite, Transaction as PgliteTransaction } from '@electric-sql/pglite';
import type { Database, Row, Transaction, TransactionOptions } from './database.ts';
import { cancelled, PostgresError, toPostgresError } from './postgres-error.ts';
import { loadPglite } from './pglite-module.ts';
import { aloneEnd, alonePreamble, preamble } from './preamble.ts';
import { ensureSnapshot, readSnapshot } from './snapshot.ts';
import { textTypes } from './text-types.ts';
import { unpackSnapshot } from './unpack-snapshot.ts';

export interface PgliteOptions {
  /** The data directory, made when it is not there; absent: in memory. */
  readonly directory?: string;
  /** Where snapshots lie; the one of this version is built there when it is missing. */
  readonly snapshotDirectory: string;
}

const doesNotStart =
  'its files are damaged, not writable or of another version; with that folder moved away, the next apply makes what is declared anew, without its rows';

/**
 * Opens the embedded PostgreSQL. PGlite has no lock of its own: two processes on one directory lose data silently,
 * so the caller holds the environment's lock.
 */
export async function openPglite(options: PgliteOptions): Promise<Database> {
  try {
    return over(
      options.directory === undefined ? await inMemory(options) : await inDirectory(options.directory, options),
    );
  } catch (error) {
    const { message, sqlState } = toPostgresError(error);
    const where = options.directory ?? 'memory';
    // PGlite says no more when PostgreSQL does not start.
    const problem =
      options.directory !== undefined && message.includes('failed to initialize') ? doesNotStart : message;
    throw new PostgresError(`cannot open the embedded PostgreSQL in ${where}: ${problem}`, sqlState);
  }
}

async function inMemory(options: PgliteOptions): Promise<PGlite> {
  return await create(undefined, readSnapshot(await ensureSnapshot(options.snapshotDirectory)));
}

async function inDirectory(directory: string, options: PgliteOptions): Promise<PGlite> {
  // Filling a fresh directory is no single act: this file says that it was begun and not finished.
  const begun = `${directory}.begun`;
  if (existsSync(begun)) rmSync(directory, { recursive: true, force: true });
  if (existsSync(directory)) {
    // A process that was killed while it opened the directory leaves this file empty, and PostgreSQL then refuses
    // for good, since it cannot tell whose it is. The caller holds the lock, so it is nobody's.
    rmSync(join(directory, 'postmaster.pid'), { force: true });
    return await create(directory, undefined);
  }
  const snapshot = await ensureSnapshot(options.snapshotDirectory);
  mkdirSync(dirname(directory), { recursive: true });
  writeFileSync(begun, '');
  unpackSnapshot(snapshot, directory);
  rmSync(begun);
  return await create(directory, undefined);
}

async function create(directory: string | undefined, snapshot: Blob | undefined): Promise<PGlite> {
  const { PGlite } = await loadPglite();
  return await PGlite.create({
    ...(directory === undefined ? {} : { dataDir: directory }),
    ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
    parsers: Object.fromEntries(textTypes.map((oid) => [oid, (text: string) => text])),
  });
}

function over(pglite: PGlite): Database {
  // One session for everybody, and PGlite's own queue lets others in between statements that are no transaction.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = last.then(run, run);
    last = mine.catch(() => undefined);
    return mine;
  };
  const drop = { onNotice: () => undefined };
  const wrap = (raw: PgliteTransaction, signal: AbortSignal | undefined): Transaction => {
    const guarded = async <T>(run: () => Promise<T>): Promise<T> => {
      if (signal?.aborted === true) throw cancelled();
      try {
        return await run();
      } catch (error) {
        throw toPostgresError(error);
      }
    };
    return {
      query: <R extends Row>(sql: string, parameters: readonly unknown[] = []) =>
        guarded(async () => (await raw.query<R>(sql, [...parameters], drop)).rows),
      execute: (statements) => guarded(async () => void (await raw.exec(statements.join(';\n'), drop))),
    };
  };
  return {
    features: { logins: false, concurrentTransactions: false },
    async transaction<T>(
      role: string | undefined,
      body: (transaction: Transaction) => Promise<T>,
      options: TransactionOptions = {},
    ) {
      if (options.signal?.aborted === true) throw cancelled();
      try {
        return await inTurn(() =>
          pglite.transaction(async (raw) => {
            await raw.exec(preamble(role, options), drop);
            const result = await body(wrap(raw, options.signal));
            if (options.signal?.aborted === true) throw cancelled();
            return result;
          }),
        );
      } catch (error) {
        throw isEngineFailure(error) ? toPostgresError(error) : error;
      }
    },
    alone: (role, statements, options = {}) =>
      inTurn(async () => {
        if (options.signal?.aborted === true) throw cancelled();
        try {
          for (const statement of [...alonePreamble(role, options), ...statements]) await pglite.exec(statement, drop);
        } catch (error) {
          throw toPostgresError(error);
        } finally {
          for (const statement of aloneEnd) await pglite.exec(statement, drop);
        }
      }),
    async close() {
      if (!pglite.closed) await pglite.close();
    },
  };
}

/** PGlite's own error carries a SQLSTATE; whatever else `body` threw is not ours to change. */
function isEngineFailure(error: unknown): boolean {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'string';
}
