import { randomBytes } from 'node:crypto';
import { openServer, quoteIdentifier, quoteLiteral, type Database, type ServerOptions } from '@akili/client-postgres';
import type { DriverContext } from '@akili/resource';
import { acmeCorp, embeddedContext, globexInc, type DriverEnvironment } from '@akili/testkit';
import { deployerOf } from '../lower-roles.ts';

/** A superuser's URL of a server that the tests may do anything on, e.g. `postgres://postgres:secret@127.0.0.1:5432/postgres`. */
export const serverUrl = process.env['AKILI_TEST_POSTGRES_URL'];

const tenants = [acmeCorp, globexInc];

export interface ServerEnvironment extends DriverEnvironment {
  /** Runs statements as the superuser in the environment's database. */
  beside(body: (database: Database) => Promise<void>): Promise<void>;
}

/**
 * A database of its own and a platform login that is no superuser (LOGIN CREATEROLE, owner of the database), as on a
 * managed server. A tenant logs in as its real deployer, with the password that the driver gave it.
 */
export async function serverEnvironment(url: string): Promise<ServerEnvironment> {
  const suffix = randomBytes(4).toString('hex');
  const name = `akili_test_${suffix}`;
  const platform = { username: `akili_platform_${suffix}`, password: randomBytes(9).toString('hex') };
  const turn = await takeTurn(url);
  await outside(url, [
    `CREATE ROLE ${quoteIdentifier(platform.username)} LOGIN CREATEROLE PASSWORD ${quoteLiteral(platform.password)}`,
    `CREATE DATABASE ${quoteIdentifier(name)} OWNER ${quoteIdentifier(platform.username)}`,
  ]);
  const passwords = new Map<string, string>();
  const secrets = (slug: string, version: string): { readonly username: string; readonly password: string } => {
    const tenant = tenants.find((one) => one.slug === slug);
    if (tenant === undefined) return platform;
    const key = `${slug} ${version}`;
    const password = passwords.get(key) ?? randomBytes(9).toString('hex');
    passwords.set(key, password);
    return { username: deployerOf(tenant, version), password };
  };
  const here = options(url);
  const base = embeddedContext('/', 'lookup', 'postgres');
  const context: DriverContext = {
    ...base,
    environment: { ...base.environment, name: 'production', embedded: false },
    binding: {
      ...base.binding,
      settings: { host: here.host, port: here.port, database: name, tls: false },
      credentials: 'env:AKILI_PLATFORM__LOOKUP',
    },
    secret: (slug, _reference, version = '0') => Promise.resolve(secrets(slug, version)),
  };
  return {
    context,
    async beside(body) {
      const database = await openServer({ ...here, database: name });
      await body(database).finally(() => database.close());
    },
    dispose: turn.end,
  };
}

/**
 * Roles are cluster-wide and the tenants' names are the same in every test, so environments on one server follow
 * each other: an advisory lock, held by a connection of its own. Whoever has it removes what the last one left.
 */
async function takeTurn(url: string): Promise<{ end(): Promise<void> }> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`SELECT pg_advisory_lock(hashtextextended('akili tests', 0))`);
  const names = async (query: string): Promise<readonly string[]> =>
    (await client.query<{ name: string }>(query)).rows.map((row) => row.name);
  const clean = async (): Promise<void> => {
    for (const name of await names(`SELECT datname AS name FROM pg_database WHERE datname ~ '^akili_test_'`))
      await client.query(`DROP DATABASE ${quoteIdentifier(name)} WITH (FORCE)`);
    for (const name of await names(
      `SELECT rolname AS name FROM pg_roles WHERE rolname ~ '^(akili_platform_|tenant_acme_corp__|tenant_globex_inc__)'`,
    ))
      await client.query(`DROP ROLE ${quoteIdentifier(name)}`);
  };
  await clean();
  return {
    async end() {
      await clean();
      await client.end();
    },
  };
}

/** CREATE DATABASE refuses to run in a transaction, which is all that our own client has. */
async function outside(url: string, statements: readonly string[]): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function options(url: string): ServerOptions {
  const parsed = new URL(url);
  return {
    host: parsed.hostname,
    port: Number(parsed.port || '5432'),
    database: parsed.pathname.slice(1) || 'postgres',
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    tls: false,
    connections: 1,
  };
}
