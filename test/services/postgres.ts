import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { quoteIdentifier, quoteLiteral } from '@akili/client-postgres';
import { binaries, isRoot, startCluster } from './postgres-cluster.ts';
import type { RunningService, Service } from './service.ts';

/** One way to log in, as a secret of the role `lookup` holds it. */
export interface PostgresLogin {
  readonly username: string;
  readonly password: string;
}

/** A PostgreSQL 15 with SCRAM passwords on 127.0.0.1. */
export interface PostgresAccess {
  readonly host: string;
  readonly port: number;
  /** The database of the environment; the provisioner owns it. */
  readonly database: string;
  /** LOGIN CREATEROLE and nothing more, as on a managed server: the platform's credential. */
  readonly provisioner: PostgresLogin;
  /** May do anything; its database is `postgres`. */
  readonly superuser: PostgresLogin;
  /** The superuser's `postgres://` URL. */
  readonly url: string;
  /** Ends the server at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  resume(): Promise<void>;
}

const command = promisify(execFile);

/** PostgreSQL from Debian's `postgresql-15`. */
export const postgres: Service<PostgresAccess> = { name: 'PostgreSQL', install, start: () => start() };

async function install(): Promise<{ readonly missing: string } | undefined> {
  if (existsSync(`${binaries}/postgres`)) return undefined;
  if (!isRoot) return { missing: 'postgresql-15 is not installed, and only root installs packages' };
  if (!existsSync('/usr/bin/apt-get')) return { missing: `${binaries} is not there, and this machine has no apt-get` };
  withoutMainCluster();
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    command('apt-get', ['-o', 'DPkg::Lock::Timeout=600', '-q', ...args], { env: environment, maxBuffer: 2 ** 26 });
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', 'postgresql-15');
  } catch (error) {
    return { missing: `apt-get cannot install postgresql-15: ${lastLine(error)}` };
  }
  return existsSync(`${binaries}/postgres`) ? undefined : { missing: `${binaries} is not there after the install` };
}

/** Debian would make and start a server of its own otherwise. */
function withoutMainCluster(): void {
  const folder = '/etc/postgresql-common';
  const file = `${folder}/createcluster.conf`;
  mkdirSync(folder, { recursive: true });
  const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!/^create_main_cluster\s*=/m.test(written)) writeFileSync(file, `${written}create_main_cluster = false\n`);
}

/** Starts a server with these further lines of postgresql.conf. */
export async function startPostgres(settings: readonly string[] = []): Promise<RunningService<PostgresAccess>> {
  return await start(settings);
}

async function start(settings: readonly string[] = []): Promise<RunningService<PostgresAccess>> {
  const cluster = await startCluster(settings);
  const host = '127.0.0.1';
  const database = 'akili';
  const superuser: PostgresLogin = { username: 'postgres', password: cluster.password };
  const provisioner: PostgresLogin = { username: 'akili_provisioner', password: randomBytes(18).toString('hex') };
  try {
    await provision(cluster.port, superuser, provisioner, database);
  } catch (error) {
    await cluster.remove();
    throw error;
  }
  const access: PostgresAccess = {
    host,
    port: cluster.port,
    database,
    provisioner,
    superuser,
    url: `postgres://${superuser.username}:${superuser.password}@${host}:${cluster.port}/postgres`,
    kill: () => cluster.kill(),
    resume: () => cluster.resume(),
  };
  return { access, stop: () => cluster.remove() };
}

async function provision(port: number, by: PostgresLogin, login: PostgresLogin, database: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, database: 'postgres', user: by.username, password: by.password },
  });
  await client.connect();
  try {
    // Not through a Database: CREATE DATABASE refuses to run in a transaction.
    await client.query(
      `CREATE ROLE ${quoteIdentifier(login.username)} LOGIN CREATEROLE PASSWORD ${quoteLiteral(login.password)}`,
    );
    await client.query(`CREATE DATABASE ${quoteIdentifier(database)} OWNER ${quoteIdentifier(login.username)}`);
  } finally {
    await client.end();
  }
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? text;
}
