import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTenantInstance } from './open-tenant-instance.ts';
import { quoteLiteral } from './quote.ts';
import type { TenantInstance } from './tenant-instance.ts';

const folder = mkdtempSync(join(tmpdir(), 'akili-jail-'));
const path = (...parts: readonly string[]) => quoteLiteral(join(folder, ...parts));
let acme: TenantInstance;

beforeAll(async () => {
  for (const name of ['acme', 'acme-eu']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'acme', 'orders.csv'), 'order_id\n7\n');
  writeFileSync(join(folder, 'acme-eu', 'orders.csv'), 'order_id\n8\n');
  symlinkSync(join(folder, 'acme-eu', 'orders.csv'), join(folder, 'acme', 'planted.csv'));
  const globex = await openTenantInstance({
    file: join(folder, 'globex.duckdb'),
    catalog: 'tenant_globex_inc_catalog',
    create: true,
  });
  await globex.transaction(['CREATE SCHEMA finance', 'CREATE TABLE finance.secret AS SELECT 42 AS amount']);
  await globex.close();
  acme = await openTenantInstance({
    file: join(folder, 'acme.duckdb'),
    catalog: 'tenant_acme_corp_catalog',
    create: true,
    allowedDirectories: [join(folder, 'acme')],
  });
});

afterAll(async () => {
  await acme.close();
  rmSync(folder, { recursive: true });
});

test('its own folder can be read', async () => {
  expect(await acme.query(`SELECT order_id FROM read_csv(${path('acme', 'orders.csv')})`)).toEqual([{ order_id: '7' }]);
});

const disabled = /^Permission Error: Cannot access (file|directory) .* disabled by configuration$/;
const locked = /^Invalid Input Error: a value|^Invalid Input Error: Cannot change configuration option/;

describe('outside the jail', () => {
  test.each([
    ["attaching another tenant's file", `ATTACH ${path('globex.duckdb')} AS other`],
    ['attaching it read-only', `ATTACH ${path('globex.duckdb')} AS other (READ_ONLY)`],
    ["reading another tenant's file as bytes", `SELECT * FROM read_blob(${path('globex.duckdb')})`],
    [
      'reading a file of a folder whose name only begins alike',
      `SELECT * FROM read_csv(${path('acme-eu', 'orders.csv')})`,
    ],
    ['climbing out with ..', `SELECT * FROM read_csv('${folder}/acme/../acme-eu/orders.csv')`],
    ['following a planted link', `SELECT * FROM read_csv(${path('acme', 'planted.csv')})`],
    ['copying out', `COPY (SELECT 1) TO ${path('out.csv')}`],
    ['copying out with ..', `COPY (SELECT 1) TO '${folder}/acme/../out.csv'`],
    ['reading /etc/passwd', "SELECT * FROM read_text('/etc/passwd')"],
    ["reading the process's environment", "SELECT * FROM read_text('/proc/self/environ')"],
    ['listing a folder', "SELECT * FROM glob('/etc/*')"],
    ['exporting the database', `EXPORT DATABASE ${path('export')}`],
    ['importing one', `IMPORT DATABASE ${path('export')}`],
    ['installing an extension', 'INSTALL httpfs'],
  ])('%s is denied', async (_, sql) => {
    await expect(acme.query(sql)).rejects.toThrow(disabled);
  });

  test.each([['LOAD httpfs'], [`LOAD ${path('acme', 'planted.duckdb_extension')}`]])('%s is denied', async (sql) => {
    await expect(acme.query(sql)).rejects.toThrow(/^Permission Error: Loading external extensions is disabled/);
  });

  test.each([
    ['SET enable_external_access = true'],
    ['RESET enable_external_access'],
    ['SET lock_configuration = false'],
    ['RESET lock_configuration'],
    ["SET allowed_directories = ['/']"],
    ["SET GLOBAL allowed_paths = ['/etc/passwd']"],
    ["SET temp_directory = '/etc'"],
    ["SET extension_directory = '/tmp'"],
    ['SET autoload_known_extensions = true'],
    ['SET allow_community_extensions = true'],
    ["SET memory_limit = '64GB'"],
    ['SET threads = 64'],
    ["SET TimeZone = 'Asia/Tokyo'"],
  ])('%s is denied', async (sql) => {
    await expect(acme.query(sql)).rejects.toThrow(locked);
  });
});

test('the engine says that the lock is why', async () => {
  const error = await acme.query('SET threads = 64').catch((failure: Error) => failure);
  expect((error as Error & { cause: Error }).cause.message).toBe(
    'Invalid Input Error: Cannot change configuration option "threads" - the configuration has been locked',
  );
});
