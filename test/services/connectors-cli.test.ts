import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { main } from 'akili';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scriptHost } from '../cli/script-host.ts';
import { postgres, type PostgresAccess } from './postgres.ts';
import type { RunningService } from './service.ts';

const refused = await postgres.install();
if (refused !== undefined) process.stderr.write(`connections on the command line are not tested: ${refused.missing}\n`);

const password = 'reader-Passw0rd';
const file = 'tenants/acme-corp/connections/acme-orders-db.yaml';

describe.skipIf(refused !== undefined)('akili connection against a real PostgreSQL', () => {
  let server: RunningService<PostgresAccess>;
  let admin: pg.Client;
  let root: string;
  beforeAll(async () => {
    server = await postgres.start();
    const { host, port, superuser, database } = server.access;
    admin = new pg.Client({ host, port, user: superuser.username, password: superuser.password, database });
    await admin.connect();
    for (const statement of setUp) await admin.query(statement);
    root = mkdtempSync(join(tmpdir(), 'akili-connections-'));
    for (const name of ['akili.yaml', 'tenants']) cpSync(resolve(name), join(root, name), { recursive: true });
    const text = readFileSync(join(root, file), 'utf8');
    const here = `host: ${host}\n  port: ${port}\n  database: ${database}\n  ssl_mode: disable`;
    const commented = text
      .replace(/host: [\s\S]*?ssl_mode: require/, here)
      .replace('region: varchar', 'region: { type: varchar, classification: internal } # where it went')
      .replace('currency: varchar', 'currency: integer # ISO 4217');
    writeFileSync(join(root, file), commented);
  });
  afterAll(async () => {
    await admin.end();
    await server.stop();
    rmSync(root, { recursive: true, force: true });
  });

  const run = async (line: string, secret = password): Promise<{ code: number; out: string; err: string }> => {
    const variable = `env AKILI_ACME_CORP__ORDERS_DB=${JSON.stringify({ username: 'orders_reader', password: secret })}`;
    const world = scriptHost(root, [variable]);
    const code = await main([...line.split(' '), '--color', 'never', '--quiet'], world.host);
    const clean = (text: string): string =>
      text.replaceAll(`:${server.access.port}`, ':PORT').replace(/\d+(\.\d+)? ms/, 'N ms');
    expect(world.stdout() + world.stderr()).not.toContain(secret);
    return { code, out: clean(world.stdout()), err: clean(world.stderr()) };
  };

  test('a test says everything that there is to know, and what keeps cdc from working', async () => {
    const { code, out } = await run('connection test acme-orders-db --tenant acme-corp');
    expect(out.replace(/PostgreSQL 15\.\S+.*/, 'PostgreSQL 15')).toBe(
      [
        `OK    Connection 'acme-orders-db' is reachable`,
        'OK    latency: N ms a round trip',
        'OK    server: PostgreSQL 15',
        'OK    TLS: off',
        'OK    readable: 2 (public.orders, public.products)',
        'FAIL  public.orders, cdc: no publication holds the table; the login has no REPLICATION right',
        'OK    public.products, incremental: works',
        '',
      ].join('\n'),
    );
    expect(code).toBe(2);
  });

  test('a wrong password is said as what it is', async () => {
    expect(await run('connection test acme-orders-db --tenant acme-corp', 'wrong-Passw0rd')).toMatchObject({
      code: 1,
      out: `FAIL  Connection 'acme-orders-db': password: 127.0.0.1:PORT: the login was refused: the password is wrong or there is no such login (28P01)\n`,
    });
  });

  test('the lock is compared, brought up to date in place, and then agrees', async () => {
    const before = await run('connection check acme-orders-db --tenant acme-corp --format json');
    expect(before.code).toBe(2);
    const { diagnostics } = JSON.parse(before.out) as {
      diagnostics: { code: string; message: string; range: { start: { line: number } } }[];
    };
    expect(diagnostics.map(({ code, message }) => [code, message.split(': ')[1]])).toEqual([
      ['CON201', '`public.orders.currency` is varchar, and was integer.'],
      ['CON201', '`public.orders` has a new column `note` (varchar).'],
    ]);
    const drift = await run('drift --tenant acme-corp --format json');
    expect((JSON.parse(drift.out) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code)).toEqual([
      'CON201',
      'CON201',
    ]);
    const written = await run('connection introspect acme-orders-db --tenant acme-corp');
    expect([written.code, written.out]).toEqual([
      0,
      'changed    public.orders    ["`public.orders.currency` is varchar, and was integer","`public.orders` has a new column `note` (varchar)"]\nunchanged  public.products  []\n',
    ]);
    const text = readFileSync(join(root, file), 'utf8');
    expect(text).toContain(
      '      currency: varchar # ISO 4217\n      region: { type: varchar, classification: internal } # where it went\n',
    );
    expect(text).toContain('      note: varchar\n    primary_key: [order_id]\n');
    expect(text.startsWith('# yaml-language-server')).toBe(true);
    expect(await run('connection check --all --tenant acme-corp')).toMatchObject({ code: 0 });
    expect((await run('connection introspect acme-orders-db --tenant acme-corp')).out).toContain(
      'unchanged  public.orders',
    );
    expect(readFileSync(join(root, file), 'utf8')).toBe(text);
  });

  test('a lock that would break a product is not written', async () => {
    await admin.query('ALTER TABLE public.orders RENAME COLUMN amount TO total');
    const before = readFileSync(join(root, file), 'utf8');
    const { code, out } = await run('connection introspect acme-orders-db --tenant acme-corp --table public.orders');
    expect([code, out]).toEqual([3, expect.stringContaining('amount')]);
    expect(readFileSync(join(root, file), 'utf8')).toBe(before);
    await admin.query('ALTER TABLE public.orders RENAME COLUMN total TO amount');
  });
});

const setUp: readonly string[] = [
  `CREATE ROLE orders_reader LOGIN PASSWORD '${password}'`,
  `CREATE TABLE public.orders (order_id bigint PRIMARY KEY, customer_id bigint, product_id bigint, amount numeric(18,2), currency text,
     region text, order_date timestamp, created_at timestamp, updated_at timestamp, note text)`,
  `CREATE TABLE public.products (product_id bigint PRIMARY KEY, product_name text, category text, unit_cost numeric(18,2), updated_at timestamp)`,
  'CREATE INDEX ON public.products (updated_at)',
  'GRANT SELECT ON public.orders, public.products TO orders_reader',
];
