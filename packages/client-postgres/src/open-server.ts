import type { Client, ClientBase, Pool, PoolClient, types as PgTypes } from 'pg';
import type { Database, Row, Transaction, TransactionOptions } from './database.ts';
import { cancelled, PostgresError, toPostgresError } from './postgres-error.ts';
import { connectionProblem } from './connection-problem.ts';
import { aloneEnd, alonePreamble, preamble } from './preamble.ts';
import { textTypes } from './text-types.ts';

export interface ServerOptions {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** `true` checks the server's certificate; text is the PEM of the authority to check it with. */
  readonly tls: boolean | string;
  /** Connections at a time. Default 2. */
  readonly connections?: number;
  /** Default 10,000. */
  readonly connectTimeoutMs?: number;
}

/** NULLS NOT DISTINCT, and views that run as who reads them, came with 15. */
const oldestVersion = 150_000;

/** A pool of connections to a server with one login. Connects once, so that a wrong password is said here. */
export async function openServer(options: ServerOptions): Promise<Database> {
  const { default: pg } = await import('pg');
  const config = {
    host: options.host,
    port: options.port,
    database: options.database,
    user: options.user,
    password: options.password,
    ssl: options.tls === false ? false : options.tls === true ? true : { ca: options.tls },
    application_name: 'akili',
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    types: { getTypeParser: parserFor(pg.types) },
  };
  const pool = new pg.Pool({ ...config, max: options.connections ?? 2, allowExitOnIdle: true });
  // A connection that dies while idle is taken out by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const database = over(pool, () => new pg.Client(config), [options.password]);
  try {
    await checkVersion(database);
  } catch (error) {
    await database.close();
    throw connectionProblem(error, { ...options, connectTimeoutMs: config.connectionTimeoutMillis });
  }
  return database;
}

async function checkVersion(database: Database): Promise<void> {
  const [row] = await database.transaction(undefined, (transaction) =>
    transaction.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`),
  );
  const version = Number(row?.version);
  if (!(version >= oldestVersion))
    throw new PostgresError(`PostgreSQL ${Math.floor(version / 10_000)} is too old: 15 or later is needed`, undefined);
}

function over(pool: Pool, connect: () => Client, secrets: readonly string[]): Database {
  let closing: Promise<void> | undefined;
  return {
    features: { logins: true, concurrentTransactions: true },
    async transaction(role, body, options = {}) {
      if (options.signal?.aborted === true) throw cancelled();
      const client = await pool.connect().catch((error: unknown) => {
        throw toPostgresError(error, secrets);
      });
      return await within(client, connect, role, body, options, secrets);
    },
    async alone(role, statements, options = {}) {
      if (options.signal?.aborted === true) throw cancelled();
      const client = await pool.connect().catch((error: unknown) => {
        throw toPostgresError(error, secrets);
      });
      await aloneOn(client, connect, [...alonePreamble(role, options), ...statements], options.signal, secrets);
    },
    close: () => (closing ??= pool.end()),
  };
}

async function within<T>(
  client: PoolClient,
  connect: () => Client,
  role: string | undefined,
  body: (transaction: Transaction) => Promise<T>,
  options: TransactionOptions,
  secrets: readonly string[],
): Promise<T> {
  const run = async <R extends Row>(sql: string, parameters: readonly unknown[] = []): Promise<readonly R[]> => {
    try {
      // Without parameters the simple protocol is used, which takes several statements at once.
      return (await client.query<R>(sql, parameters.length === 0 ? undefined : [...parameters])).rows;
    } catch (error) {
      throw toPostgresError(error, secrets);
    }
  };
  let committing = false;
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    if (!committing) stopping = cancelQuery(client, connect);
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  let broken = false;
  try {
    await run(`BEGIN; ${preamble(role, options)}`);
    const result = await body({
      async query<R extends Row>(sql: string, parameters: readonly unknown[] = []) {
        if (options.signal?.aborted === true) throw cancelled();
        return await run<R>(sql, parameters);
      },
      async execute(statements) {
        if (options.signal?.aborted === true) throw cancelled();
        if (statements.length > 0) await run(statements.join(';\n'));
      },
    });
    if (options.signal?.aborted === true) throw cancelled();
    committing = true;
    await run('COMMIT');
    return result;
  } catch (error) {
    await stopping;
    await run('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    // A late cancel could otherwise hit the connection's next transaction.
    await stopping;
    client.release(broken);
  }
}

/** Statements in autocommit. A connection on which anything failed is not used again: its settings may linger. */
async function aloneOn(
  client: PoolClient,
  connect: () => Client,
  statements: readonly string[],
  signal: AbortSignal | undefined,
  secrets: readonly string[],
): Promise<void> {
  let stopping: Promise<void> | undefined;
  const stop = (): void => void (stopping = cancelQuery(client, connect));
  signal?.addEventListener('abort', stop, { once: true });
  let broken = true;
  try {
    for (const statement of statements) {
      if (signal?.aborted === true) throw cancelled();
      await client.query(statement);
    }
    for (const statement of aloneEnd) await client.query(statement);
    broken = false;
  } catch (error) {
    throw toPostgresError(error, secrets);
  } finally {
    signal?.removeEventListener('abort', stop);
    await stopping;
    client.release(broken);
  }
}

/** Asks the server, over a connection of its own, to stop what this one is doing. Failing to do so only costs time. */
async function cancelQuery(client: PoolClient, connect: () => Client): Promise<void> {
  const pid = (client as ClientBase & { readonly processID?: number | null }).processID;
  if (typeof pid !== 'number') return;
  const other = connect();
  other.on('error', () => undefined);
  try {
    await other.connect();
    await other.query('SELECT pg_cancel_backend($1)', [pid]);
  } catch {
    // The statement's own timeout stops it then.
  } finally {
    await other.end().catch(() => undefined);
  }
}

function parserFor(types: typeof PgTypes): typeof types.getTypeParser {
  const text = (value: string): string => value;
  return ((oid: number, format?: 'text') =>
    textTypes.includes(oid) ? text : types.getTypeParser(oid, format)) as typeof types.getTypeParser;
}
