import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '@akili/resource';
import { afterAll, expect, test } from 'vitest';
import { openTenantInstance } from './open-tenant-instance.ts';

const folder = mkdtempSync(join(tmpdir(), 'akili-instance-'));
const catalog = 'tenant_acme_corp_catalog';
const here = fileURLToPath(new URL('.', import.meta.url));
let files = 0;
const newFile = () => join(folder, `${(files += 1)}.duckdb`);
const endless = 'SELECT count(*) FROM range(100000000) a, range(100000) b';

afterAll(() => rmSync(folder, { recursive: true }));

test('a table is found under the catalog name after the file is opened again', async () => {
  const file = newFile();
  const first = await openTenantInstance({ file, catalog, create: true });
  await first.transaction(['CREATE SCHEMA sales', 'CREATE TABLE sales.orders AS SELECT 7::BIGINT AS order_id']);
  await first.close();
  expect(existsSync(`${file}.wal`)).toBe(false);
  const second = await openTenantInstance({ file, catalog });
  expect(await second.query(`SELECT order_id FROM ${catalog}.sales.orders`)).toEqual([{ order_id: '7' }]);
  await second.close();
});

test('a transaction that fails leaves nothing', async () => {
  const db = await openTenantInstance({ file: newFile(), catalog, create: true });
  await expect(db.transaction(['CREATE TABLE kept(a INT)', 'SELECT missing'])).rejects.toThrow(EngineError);
  expect(await db.query('SELECT table_name FROM duckdb_tables()')).toEqual([]);
  await db.close();
});

test('an abort interrupts the statement, rolls back and leaves the instance usable', async () => {
  const db = await openTenantInstance({ file: newFile(), catalog, create: true });
  const abort = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => abort.abort(reason), 50);
  await expect(db.transaction(['CREATE TABLE kept(a INT)', endless], abort.signal)).rejects.toBe(reason);
  expect(await db.query('SELECT table_name FROM duckdb_tables()')).toEqual([]);
  await db.close();
});

test('calls at the same time do not mix with a transaction', async () => {
  const db = await openTenantInstance({ file: newFile(), catalog, create: true });
  const failing = db.transaction(['CREATE TABLE first(a INT)', 'SELECT missing']);
  const good = db.transaction(['CREATE TABLE second(a INT)']);
  await expect(failing).rejects.toThrow(EngineError);
  await good;
  expect(await db.query('SELECT table_name FROM duckdb_tables()')).toEqual([{ table_name: 'second' }]);
  await db.close();
});

test('a file that another process holds is refused and the holder named', async () => {
  const file = newFile();
  const db = await openTenantInstance({ file, catalog, create: true });
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run("ATTACH '${file}' AS other").then(() => console.log('opened'), (e) => console.log(e.message));`;
  const answer = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', cwd: here });
  expect(answer.stdout).toContain(`(PID ${process.pid})`);
  await db.close();
});

test('the refusal says who holds the file', async () => {
  const file = newFile();
  await (await openTenantInstance({ file, catalog, create: true })).close();
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run("ATTACH '${file}' AS other");
    console.log('held');
    setInterval(() => undefined, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: here });
  try {
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    const error = await openTenantInstance({ file, catalog }).catch((failure: EngineError) => failure);
    expect(error).toMatchObject({ name: 'EngineError', retryable: true });
    expect((error as EngineError).message).toContain(
      `is open in another process (${process.execPath}, PID ${holder.pid})`,
    );
  } finally {
    holder.kill('SIGKILL');
  }
});

test('a file that this process holds is refused', async () => {
  const file = newFile();
  const db = await openTenantInstance({ file, catalog, create: true });
  await expect(openTenantInstance({ file, catalog })).rejects.toThrow('is already open in this process');
  await db.close();
  await (await openTenantInstance({ file, catalog })).close();
});

test('a missing file is made only when asked', async () => {
  const file = newFile();
  await expect(openTenantInstance({ file, catalog })).rejects.toThrow(EngineError);
  expect(existsSync(file)).toBe(false);
});

test('a link in place of the file is refused', async () => {
  const other = newFile();
  await (await openTenantInstance({ file: other, catalog, create: true })).close();
  const file = newFile();
  symlinkSync(other, file);
  await expect(openTenantInstance({ file, catalog })).rejects.toThrow('is a symbolic link');
});

test('a file that is no database is said so', async () => {
  const file = newFile();
  writeFileSync(file, 'not a database, not at all, though long enough to look like one'.repeat(100));
  await expect(openTenantInstance({ file, catalog })).rejects.toThrow('not a valid DuckDB database file');
});

test('a failure about a value does not repeat the value', async () => {
  const db = await openTenantInstance({ file: newFile(), catalog, create: true });
  const error = await db.query("SELECT 'confidential'::INT").catch((failure: Error) => failure);
  expect((error as Error).message).toBe('Conversion Error: a value in the table does not fit; nothing was changed.');
  await db.close();
});

test('closing twice is harmless and a call after it fails', async () => {
  const db = await openTenantInstance({ file: newFile(), catalog, create: true });
  await db.close();
  await db.close();
  await expect(db.query('SELECT 1')).rejects.toThrow('The database is closed.');
});

test('an abort at any moment of a transaction leaves all of it or none, and the instance usable', async () => {
  const db = await openTenantInstance({ file: newFile(), catalog, create: true });
  for (let round = 0; round < 300; round += 1) {
    const abort = new AbortController();
    const running = db
      .transaction([`CREATE TABLE a${round}(a INT)`, `CREATE TABLE b${round}(a INT)`], abort.signal)
      .catch(() => undefined);
    // Each round a little later: before BEGIN is sent, while it runs, ... after the COMMIT.
    const until = performance.now() + (round % 50) * 0.02;
    for (let turn = 0; turn < round % 12; turn += 1) await Promise.resolve();
    while (round % 3 > 0 && performance.now() < until) {
      if (round % 3 === 1) await new Promise((resolve) => setImmediate(resolve));
    }
    abort.abort();
    await running;
    const [row] = await db.query(
      `SELECT count(*)::INT AS n FROM duckdb_tables() WHERE table_name IN ('a${round}', 'b${round}')`,
    );
    expect([0, 2]).toContain(row?.['n']);
  }
  await db.close();
});
