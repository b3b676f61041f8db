import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';

/** A result: names, types as the engine writes them, values in a form that both engines share. */
export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

export interface Engine {
  run(sql: string): Promise<Answer>;
  /** Runs a statement that has no rows to give. */
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** DuckDB with a session zone far from UTC. */
export async function openDuckdb(setup: readonly string[]): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'Asia/Tokyo'");
  for (const sql of setup) await connection.run(sql);
  return {
    run: (sql) => runDuckdb(connection, sql),
    exec: async (sql) => void (await connection.run(sql)),
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function runDuckdb(connection: DuckDBConnection, sql: string): Promise<Answer> {
  const reader = await connection.runAndReadAll(sql);
  const columns = reader
    .columnNames()
    .map((name, i) => ({ name, type: duckType(reader.columnType(i).alias ?? String(reader.columnType(i))) }));
  const rows = reader.getRowsJson().map((row) => row.map((value, i) => shared(value, columns[i]?.type ?? '')));
  return { columns, rows };
}

function duckType(type: string): string {
  return type.replace(
    /^VARCHAR|^BIGINT|^INTEGER|^DOUBLE|^DATE\b|^TIMESTAMP|^BOOLEAN|^DECIMAL|^FLOAT|^JSON|^UUID/,
    (word) => word.toLowerCase(),
  );
}

/** What is asked of a PostgreSQL, in this process or on a server. */
export interface PostgresSession {
  exec(sql: string): Promise<void>;
  /** Rows as lists; every column is a text, a name or NULL. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  close(): Promise<void>;
}

/** Opens a PostgreSQL where these statements have been run. */
export type OpenPostgres = (setup: readonly string[]) => Promise<Engine>;

/** PostgreSQL 18 in this process, in a zone with daylight saving. */
export const openPostgres: OpenPostgres = async (setup) => {
  const pg = new PGlite();
  const session: PostgresSession = {
    exec: async (sql) => void (await pg.exec(sql)),
    rows: async (sql) => (await pg.query<unknown[]>(sql, [], { rowMode: 'array' })).rows,
    close: () => pg.close(),
  };
  await session.exec("SET TimeZone = 'America/New_York'");
  return await postgresEngine(session, setup);
};

/** A PostgreSQL as the suites use it; closes the session with itself. */
export async function postgresEngine(session: PostgresSession, setup: readonly string[]): Promise<Engine> {
  for (const sql of setup) await session.exec(sql);
  return {
    run: (sql) => runPostgres(session, sql),
    exec: (sql) => session.exec(sql),
    close: () => session.close(),
  };
}

async function runPostgres(pg: PostgresSession, sql: string): Promise<Answer> {
  await pg.exec('DROP VIEW IF EXISTS answer_of_test');
  await pg.exec(`CREATE VIEW answer_of_test AS ${sql}`);
  const described = await pg.rows(
    "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'answer_of_test'::regclass ORDER BY attnum",
  );
  const columns = described.map(([name, type]) => ({ name: String(name), type: pgType(String(type)) }));
  const texts = columns.map((column) => `"${column.name.replaceAll('"', '""')}"::text`).join(', ');
  const rows = await pg.rows(`SELECT ${texts} FROM (${sql}) AS q`);
  return { columns, rows: rows.map((row) => row.map((value, i) => shared(value, columns[i]?.type ?? ''))) };
}

function pgType(type: string): string {
  return type
    .replace('double precision', 'double')
    .replace(/^text/, 'varchar')
    .replace('timestamp without time zone', 'timestamp')
    .replace('numeric', 'decimal')
    .replace('jsonb', 'json')
    .replace(/^real/, 'float');
}

/** Doubles as numbers, booleans as such, lists as lists of texts, the rest as text. */
function shared(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'double' || type === 'float') return Number(String(value).replace(/^(-?)inf(inity)?$/i, '$1Infinity'));
  if (type === 'boolean') return value === true || value === 'true' || value === 't';
  if (type.endsWith('[]')) return listOf(value);
  if (type === 'json') return JSON.stringify(inOrder(JSON.parse(String(value))));
  if (/^timestamp/.test(type))
    return String(value)
      .replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros))
      .replace(/(\.\d*?)0+$/, '$1');
  return String(value);
}

/** Members by name: `jsonb` has forgotten how they were written. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, inOrder(member)]),
  );
}

function listOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (item === null ? null : String(item)));
  const inner = String(value).slice(1, -1);
  return inner === '' ? [] : inner.split(',').map((item) => (item === 'NULL' ? null : item.replace(/^"|"$/g, '')));
}

/** True when the two are the same value; doubles within four units in the last place. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    if (Object.is(a, b) || a === b) return true;
    return Math.abs(a - b) <= 4 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b));
  }
  return JSON.stringify(a) === JSON.stringify(b);
}
