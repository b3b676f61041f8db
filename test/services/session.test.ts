import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
  existsSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main, nodeHost } from './session-host.ts';
import { postgres, type PostgresAccess } from './postgres.ts';
import type { RunningService } from './service.ts';

/**
 * The page of the two tenants, top to bottom: an administrator makes both from nothing, each connects to a real
 * PostgreSQL, declares its product, deploys, loads, checks; and neither sees the other anywhere.
 */
const missing = await postgres.install();
let server: RunningService<PostgresAccess>;
let root: string;
let env: { [name: string]: string };
const today = new Date();
const daysAgo = (days: number): string =>
  new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');

const acme = 'acme-corp';
const globex = 'globex-inc';
const dailyRevenue = readProduct(acme, 'daily_revenue');
const weeklySummary = readProduct(globex, 'weekly_transaction_summary');

function readProduct(tenant: string, name: string): { readonly [file: string]: string } {
  const folder = new URL(`../../tenants/${tenant}/products/${name}/`, import.meta.url);
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]));
}

beforeAll(async () => {
  if (missing !== undefined) return;
  server = await postgres.start();
  const { host, port, superuser } = server.access;
  const admin = new pg.Client({
    host,
    port,
    user: superuser.username,
    password: superuser.password,
    database: 'postgres',
  });
  await admin.connect();
  for (const [database, login] of [
    ['orders', 'acme_reader'],
    ['transactions', 'globex_reader'],
  ] as const) {
    await admin.query(`CREATE ROLE ${login} LOGIN PASSWORD '${login}-secret'`);
    await admin.query(`CREATE DATABASE ${database}`);
    await admin.query(`REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${login}`);
  }
  await admin.end();
  await inDatabase('orders', [
    'CREATE TABLE orders (order_id bigint PRIMARY KEY, customer_id bigint, product_id bigint, amount numeric(18,2), currency text, region text, order_date timestamp, created_at timestamp, updated_at timestamp)',
    'CREATE TABLE products (product_id bigint PRIMARY KEY, product_name text, category text, unit_cost numeric(18,2), updated_at timestamp)',
    `INSERT INTO products VALUES (1, 'Pen', 'office', 1.00, '${daysAgo(1)}'), (2, 'Desk', 'furniture', 100.00, '${daysAgo(1)}')`,
    `INSERT INTO orders SELECT n, n % 7, 1 + n % 2, 10.50 + n % 2 * 200, 'EUR', CASE WHEN n % 3 = 0 THEN 'north' ELSE 'süd' END, '${daysAgo(0)}', '${daysAgo(0)}', '${daysAgo(0)}' FROM generate_series(1, 500) AS n`,
    'GRANT SELECT ON ALL TABLES IN SCHEMA public TO acme_reader',
  ]);
  await inDatabase('transactions', [
    'CREATE TABLE transactions (transaction_id bigint PRIMARY KEY, account_id bigint, amount numeric(18,2), currency text, transaction_type text, counterparty text, processed_at timestamp, status text)',
    `INSERT INTO transactions SELECT n, n % 11, CASE WHEN n % 4 = 0 THEN -5.25 ELSE 20.00 END, 'EUR', 'card', 'shop ' || n % 5, '${daysAgo(0)}', CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'completed' END FROM generate_series(1, 400) AS n`,
    'GRANT SELECT ON ALL TABLES IN SCHEMA public TO globex_reader',
  ]);
  root = realpathSync(mkdtempSync(join(tmpdir(), 'akili-session-')));
  env = {
    HOME: root,
    XDG_CONFIG_HOME: join(root, 'config'),
    AKILI_ACME_CORP__ACME_ORDERS_DB: JSON.stringify({ username: 'acme_reader', password: 'acme_reader-secret' }),
    AKILI_GLOBEX_INC__GLOBEX_FINANCE_DB: JSON.stringify({
      username: 'globex_reader',
      password: 'globex_reader-secret',
    }),
  };
});

afterAll(async () => {
  if (missing !== undefined) return;
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

async function inDatabase(database: string, statements: readonly string[]): Promise<void> {
  const { host, port, superuser } = server.access;
  const client = new pg.Client({ host, port, user: superuser.username, password: superuser.password, database });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

async function akili(...argv: readonly string[]): Promise<Said> {
  const host = nodeHost(join(root, 'platform'), env);
  const exit = await main(argv, host.host);
  return { exit, out: host.stdout(), err: host.stderr() };
}

/** The command has to end with 0; what it said is shown where it does not. */
async function works(...argv: readonly string[]): Promise<string> {
  const said = await akili(...argv);
  expect(said, `akili ${argv.join(' ')}`).toMatchObject({ exit: 0 });
  return said.out;
}

function writeManifests(tenant: string, product: string, files: { readonly [file: string]: string }): void {
  const folder = join(root, 'platform/tenants', tenant, 'products', product);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
}

describe.skipIf(missing !== undefined)('a day of two tenants', () => {
  test('the administrator makes a repository and both tenants from nothing', async () => {
    mkdirSync(join(root, 'platform'));
    await works('init', '.');
    // `init` may bring an example tenant of its own; this day begins without one.
    rmSync(join(root, 'platform/tenants'), { recursive: true, force: true });
    mkdirSync(join(root, 'platform/tenants'));
    await works('tenant', 'create', acme, '--display-name', 'Acme Corporation');
    await works('tenant', 'create', globex, '--display-name', 'Globex Inc');
    const { items } = JSON.parse(await works('tenant', 'list', '--format', 'json')) as { items: { slug: string }[] };
    expect(items.map(({ slug }) => slug)).toEqual([acme, globex]);
  });

  test('profiles switch between the tenants', async () => {
    await works('profile', 'add', 'acme', '--tenant', acme, '--env', 'local');
    await works('profile', 'add', 'globex', '--tenant', globex, '--env', 'local');
    await works('profile', 'use', 'acme');
  });

  test.each([
    ['acme', 'acme-orders-db', 'orders'],
    ['globex', 'globex-finance-db', 'transactions'],
  ])('%s connects to its own source', async (profile, name, database) => {
    const { host, port } = server.access;
    const config = JSON.stringify({ host, port, database, ssl_mode: 'disable' });
    await works(
      'connection',
      'create',
      '--name',
      name,
      '--connector-type',
      'postgres',
      '--config',
      config,
      '--profile',
      profile,
    );
    expect(await works('connection', 'test', name, '--profile', profile)).toContain('OK');
    await works('connection', 'introspect', name, '--profile', profile);
  });

  test('each declares its product and deploys it', async () => {
    await works('product', 'create', '--name', 'daily_revenue', '--namespace', 'sales', '--profile', 'acme');
    await works(
      'product',
      'create',
      '--name',
      'weekly_transaction_summary',
      '--namespace',
      'finance',
      '--profile',
      'globex',
    );
    writeManifests(acme, 'daily_revenue', dailyRevenue);
    writeManifests(globex, 'weekly_transaction_summary', weeklySummary);
    await works('validate');
    await works('product', 'deploy', 'daily_revenue', '--version', '1.0.0', '--profile', 'acme', '--yes');
    await works(
      'product',
      'deploy',
      'weekly_transaction_summary',
      '--version',
      '1.0.0',
      '--profile',
      'globex',
      '--yes',
    );
    expect((await akili('plan', '--exit-code')).exit).toBe(0);
  });

  test('each loads its data, and its checks pass', async () => {
    const revenue = JSON.parse(await works('run', 'daily_revenue', '--profile', 'acme', '--format', 'json')) as {
      runs: { product: string; status: string; loads: { name: string; rows: number }[] }[];
    };
    expect(
      revenue.runs.map(({ product, status, loads }) => [product, status, loads.map(({ name, rows }) => [name, rows])]),
    ).toEqual([
      [
        'daily_revenue',
        'promoted',
        [
          ['orders', 500],
          ['products', 2],
        ],
      ],
    ]);
    const summary = JSON.parse(
      await works('run', 'weekly_transaction_summary', '--profile', 'globex', '--format', 'json'),
    ) as {
      runs: { product: string; status: string; lookupRows?: number }[];
    };
    expect(summary.runs.map(({ product, status, lookupRows }) => [product, status, lookupRows])).toEqual([
      ['weekly_transaction_summary', 'promoted', 1],
    ]);
  });

  test('each watches its own', async () => {
    expect(await works('governance', 'sla', 'daily_revenue', '--profile', 'acme')).toContain('kept');
    expect(await works('governance', 'quality', 'weekly_transaction_summary', '--profile', 'globex')).toContain(
      'passed',
    );
    expect(await works('product', 'list', '--profile', 'acme')).toMatch(/daily_revenue/);
    expect(await works('product', 'list', '--profile', 'acme')).not.toMatch(/globex|weekly/);
    expect(await works('product', 'list', '--profile', 'globex')).not.toMatch(/acme|daily/);
  });

  test.each([
    ['acme', 'weekly_transaction_summary', 'globex-finance-db'],
    ['globex', 'daily_revenue', 'acme-orders-db'],
  ])('for %s what the other has is like what nobody has', async (profile, product, connection) => {
    const told = async (words: readonly string[], name: string, nobody: string): Promise<void> => {
      const [foreign, unknown] = [
        await akili(...words, name, '--profile', profile),
        await akili(...words, nobody, '--profile', profile),
      ];
      const plain = ({ exit, out, err }: Said, given: string): string =>
        JSON.stringify([exit, out, err]).replaceAll(given, 'NAME');
      expect(foreign.exit).not.toBe(0);
      expect(plain(foreign, name)).toBe(plain(unknown, nobody));
    };
    await told(['governance', 'sla'], product, 'nothing_like_it');
    await told(['governance', 'quality'], product, 'nothing_like_it');
    await told(['product', 'get'], product, 'nothing_like_it');
    await told(['lineage'], product, 'nothing_like_it');
    await told(['connection', 'test'], connection, 'nothing-like-it');
    await told(['run'], product, 'nothing_like_it');
    const plan = await works('plan', '--profile', profile, '--format', 'json');
    expect(plan).not.toContain(profile === 'acme' ? 'globex' : 'acme');
  });

  test('neither is found among the other’s files, topics and prefixes', () => {
    const local = join(root, 'platform/.akili/local');
    const names = (tenant: string, of: string): readonly string[] =>
      readdirSync(local, { recursive: true, encoding: 'utf8' }).filter(
        (path) => path.includes(tenant) && path.includes(of),
      );
    expect(existsSync(local)).toBe(true);
    expect(names('acme', 'weekly_transaction_summary')).toEqual([]);
    expect(names('globex', 'daily_revenue')).toEqual([]);
  });
});
