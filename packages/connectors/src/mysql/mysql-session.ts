import { isIP } from 'node:net';
import type { Connection, ConnectionOptions, TypeCastField } from 'mysql2';
import { loginOf } from '../access/login.ts';
import { settingsOf } from '../access/settings.ts';
import { tlsOf, tlsOptions, type TlsChoice } from '../access/tls.ts';
import { SourceError, type SourceAccess } from '../source.ts';
import { mysqlProblem } from './mysql-problem.ts';

/** A row by position; every value is the text that the server printed. */
export type TextRow = readonly (string | null)[];

/** One connection to a source, read-only. Failures are SourceErrors. */
export interface MysqlSession {
  readonly tls: TlsChoice;
  readonly database: string;
  /** `11.4.2-MariaDB`, `8.4.0`. */
  readonly version: string;
  readonly isMariaDb: boolean;
  query(sql: string, values?: readonly string[]): Promise<readonly TextRow[]>;
  /** The rows of one statement as they come; the server waits while nobody takes them. */
  stream(sql: string): AsyncIterable<TextRow>;
  /** Sets the longest time for statements from here on. */
  limit(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

export async function openSession(access: SourceAccess, signal: AbortSignal): Promise<MysqlSession> {
  signal.throwIfAborted();
  const settings = settingsOf(access);
  const [host, port] = [settings.host(), settings.port(3306)];
  const database = settings.needed('database');
  const { username, password } = loginOf(access);
  const tls = tlsOf(access, host);
  const timeoutMs = (settings.count('timeout_seconds') ?? 30) * 1000;
  // mysql2 compares the certificate of an address with `localhost`.
  if (tls.hostChecked && isIP(host) !== 0)
    throw new SourceError('tls', `${host}: verify-full needs a host name; name one, or say verify-ca`);
  const ssl = tlsOptions(tls);
  const { createConnection } = await import('mysql2');
  const options: ConnectionOptions = {
    ...{ host, port, database, user: username, password, charset: 'utf8mb4' },
    connectTimeout: timeoutMs,
    multipleStatements: false,
    ...(ssl === undefined ? {} : { ssl: { ...ssl, verifyIdentity: tls.hostChecked } }),
    rowsAsArray: true,
    // Text as it came: no number, no Date, no parsed JSON.
    typeCast: (field: TypeCastField) => field.string('utf8'),
    // A server may not ask for files of this machine.
    infileStreamFactory: () => {
      throw new Error('LOCAL INFILE is not served');
    },
  };
  const fail = (error: unknown): unknown =>
    signal.aborted ? signal.reason : mysqlProblem(error, access, `${host}:${port}`, timeoutMs);
  const connection = await connect(createConnection, options).catch((error: unknown) => {
    throw fail(error);
  });
  connection.on('error', () => undefined);
  const stop = (): void => connection.destroy();
  signal.addEventListener('abort', stop, { once: true });
  const query: MysqlSession['query'] = async (sql, values = []) => {
    signal.throwIfAborted();
    return await new Promise((resolve, reject) => {
      connection.query({ sql, timeout: longestAnswerMs }, [...values], (error, rows) => {
        if (error) reject(fail(error) as Error);
        else resolve(Array.isArray(rows) ? (rows as unknown as readonly TextRow[]) : []);
      });
      // A connection that was destroyed calls nobody back.
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  };
  try {
    await query(`SET SESSION time_zone = '+00:00'`);
    // Backslashes as everybody expects them, for the values that mysql2 writes into statements.
    await query(`SET SESSION sql_mode = ''`);
    await query('SET SESSION TRANSACTION READ ONLY');
    const [row] = await query('SELECT VERSION()');
    const version = row?.[0] ?? '';
    const isMariaDb = /mariadb/i.test(version);
    return {
      ...{ tls, database, version, isMariaDb, query },
      stream: (sql) => streamed(connection, sql, fail),
      limit: async (milliseconds) =>
        void (await query(
          isMariaDb
            ? `SET SESSION max_statement_time = ${milliseconds / 1000}`
            : `SET SESSION max_execution_time = ${milliseconds}`,
        )),
      async close() {
        signal.removeEventListener('abort', stop);
        connection.destroy();
        await Promise.resolve();
      },
    };
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

const longestAnswerMs = 11 * 60_000;

function connect(create: (options: ConnectionOptions) => Connection, options: ConnectionOptions): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const connection = create(options);
    // Some failures reach only this listener, others only the callback.
    connection.once('error', reject);
    connection.connect((error) => {
      if (error === null) return resolve(connection);
      connection.destroy();
      reject(error);
    });
  });
}

async function* streamed(
  connection: Connection,
  sql: string,
  fail: (error: unknown) => unknown,
): AsyncGenerator<TextRow> {
  const stream = connection.query({ sql }).stream({ highWaterMark: 2000 });
  let ended = false;
  try {
    for await (const row of stream) yield row as TextRow;
    ended = true;
  } catch (error) {
    ended = true;
    throw fail(error);
  } finally {
    // The server would go on sending the rest: a reader that stops early gives the connection up.
    if (!ended) connection.destroy();
  }
}
