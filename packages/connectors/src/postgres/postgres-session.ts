import type { Client } from 'pg';
import { loginOf } from '../access/login.ts';
import { settingsOf } from '../access/settings.ts';
import { tlsOf, tlsOptions, type TlsChoice } from '../access/tls.ts';
import type { SourceAccess } from '../source.ts';
import { postgresProblem } from './postgres-problem.ts';

/** A row by position; every value is the text that PostgreSQL printed. */
export type TextRow = readonly (string | null)[];

/** One connection to a source, in read-only transactions only. Failures are SourceErrors. */
export interface PostgresSession {
  readonly tls: TlsChoice;
  /** The text of the server's `server_version`. */
  readonly version: string;
  query(sql: string, parameters?: readonly (string | readonly string[])[]): Promise<readonly TextRow[]>;
  /** Runs `body` in a read-only snapshot with this limit a statement; always rolled back. */
  snapshot<T>(timeoutMs: number, body: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Values print the same whatever the server's, the database's or the login's defaults say. */
const printing = `SET TIME ZONE 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 3; SET default_transaction_read_only = on; SET lock_timeout = '5s'`;

/** Connects with the tenant's own login. */
export async function openSession(access: SourceAccess, signal: AbortSignal): Promise<PostgresSession> {
  signal.throwIfAborted();
  const settings = settingsOf(access);
  const [host, port] = [settings.host(), settings.port(5432)];
  const database = settings.needed('database');
  const { username, password } = loginOf(access);
  const tls = tlsOf(access, host);
  const timeoutMs = (settings.count('timeout_seconds') ?? 30) * 1000;
  const at = `${host}:${port}`;
  const fail = (error: unknown): unknown => {
    if (signal.aborted) return signal.reason;
    return postgresProblem(error, access, at, timeoutMs);
  };
  const { default: pg } = await import('pg');
  const client: Client = new pg.Client({
    ...{ host, port, database, user: username, password },
    ssl: tlsOptions(tls) ?? false,
    application_name: 'akili',
    connectionTimeoutMillis: timeoutMs,
    keepAlive: true,
    // A server that stops answering would hold us for ever otherwise: the statement's limit holds on the server only.
    query_timeout: longestAnswerMs,
    types: { getTypeParser: () => (value: unknown) => value } as never,
  });
  // A connection that drops while idle would end the process; the next statement finds out.
  client.on('error', () => undefined);
  const stop = (): void => void client.end().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  const query: PostgresSession['query'] = async (sql, parameters = []) => {
    try {
      const values = parameters.length === 0 ? {} : { values: [...parameters] };
      const result = await client.query({ text: sql, rowMode: 'array', ...values });
      return result.rows as unknown as readonly TextRow[];
    } catch (error) {
      throw fail(error);
    }
  };
  try {
    await client.connect();
    await client.query(printing);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw fail(error);
  }
  const [row] = await query(`SELECT pg_catalog.current_setting('server_version')`);
  return {
    ...{ tls, version: row?.[0] ?? '', query },
    async snapshot(limitMs, body) {
      await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      try {
        await query(`SET LOCAL statement_timeout = ${Math.floor(limitMs)}`);
        return await body();
      } finally {
        await query('ROLLBACK').catch(() => undefined);
      }
    },
    async close() {
      signal.removeEventListener('abort', stop);
      await client.end().catch(() => undefined);
    },
  };
}

/** The longest that one answer may take: above every limit that statements have. */
const longestAnswerMs = 11 * 60_000;
