import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompiledProduct } from '@akili/model';
import { EngineError, type EngineConnection } from '@akili/resource';
import { acmeCorp, column, dailyRevenue, embeddedContext, globexInc, lowerInput } from '@akili/testkit';
import { observe, product, runStep, stepsBetween } from '@akili/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnalyticsSession } from './analytics-session.ts';
import { duckdbAnalytics } from './driver.ts';

let directory: string;
let connection: EngineConnection<AnalyticsSession>;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'akili-rows-'));
  connection = await duckdbAnalytics.connect(embeddedContext(directory, 'analytics', 'duckdb'));
});
afterEach(async () => {
  await connection.close();
  rmSync(directory, { recursive: true });
});

async function stepsTo(...products: readonly CompiledProduct[]) {
  const desired = duckdbAnalytics.lower(lowerInput([acmeCorp], products));
  return stepsBetween(duckdbAnalytics, desired, await observe(connection, [acmeCorp]));
}

async function apply(...products: readonly CompiledProduct[]) {
  for (const step of await stepsTo(...products)) await runStep(connection, step);
}

async function acmeDatabase() {
  return (await connection.session(acmeCorp, 'tenant')).database();
}

const sales = product('acme-corp', 'sales', 'orders_clean');
const withColumns = (columns: Record<string, string>): CompiledProduct => ({
  ...sales,
  columns: Object.entries(columns).map(([name, type]) => column(name, type)),
});

test('widening keeps the values', async () => {
  await apply(withColumns({ id: 'integer', amount: 'decimal(10,2)' }));
  const database = await acmeDatabase();
  await database.transaction(['INSERT INTO sales.orders_clean BY NAME SELECT 7 AS id, 1.25 AS amount']);
  await apply(withColumns({ id: 'bigint', amount: 'decimal(20,4)' }));
  expect(await database.query('SELECT id, amount FROM sales.orders_clean')).toEqual([{ id: '7', amount: '1.2500' }]);
});

test('a cast that a value does not survive fails and leaves the table as it was', async () => {
  await apply(withColumns({ id: 'varchar' }));
  const database = await acmeDatabase();
  await database.transaction(["INSERT INTO sales.orders_clean VALUES ('confidential')"]);
  const [step] = await stepsTo(withColumns({ id: 'bigint' }));
  expect(step?.step.risk).toBe('destructive');
  await expect(runStep(connection, step!)).rejects.toThrow(
    new EngineError('Conversion Error: a value in the table does not fit; nothing was changed.'),
  );
  expect(await database.query('SELECT id FROM sales.orders_clean')).toEqual([{ id: 'confidential' }]);
});

test('a type without a conversion gives a new column, even where it is the only one', async () => {
  await apply(withColumns({ id: 'uuid' }));
  const database = await acmeDatabase();
  await database.transaction(['INSERT INTO sales.orders_clean VALUES (uuid())']);
  await apply(withColumns({ id: 'integer' }));
  expect(await database.query('SELECT id FROM sales.orders_clean')).toEqual([{ id: null }]);
});

test('the view is created empty, and its refresh fills it in the order of the sort key', async () => {
  const plain = { ...dailyRevenue, serving: [] };
  await apply(plain);
  const database = await acmeDatabase();
  await database.transaction([
    "INSERT INTO sales.daily_revenue BY NAME SELECT * FROM (VALUES ('north', 2), ('east', 1)) AS rows(region, order_count)",
  ]);
  const steps = await stepsTo({ ...plain, serving: [{ ...dailyRevenue.serving[0]!, sortKey: ['region'] }] });
  const rows = 'SELECT region, order_count FROM tenant_acme_corp__sales.daily_revenue';
  for (const step of steps.slice(0, -1)) await runStep(connection, step);
  expect(await database.query(rows)).toEqual([]);
  await runStep(connection, steps.at(-1)!);
  expect(await database.query(rows)).toEqual([
    { region: 'east', order_count: '1' },
    { region: 'north', order_count: '2' },
  ]);
});

test('readers of a view that is rebuilt never find it empty', async () => {
  await apply(dailyRevenue);
  const database = await acmeDatabase();
  await database.transaction(["INSERT INTO sales.daily_revenue BY NAME SELECT 'east' AS region"]);
  const changed = { ...dailyRevenue, serving: [{ ...dailyRevenue.serving[0]!, sortKey: ['region'] }] };
  for (const step of await stepsTo(changed)) {
    await runStep(connection, step);
    expect(await database.query('SELECT region FROM tenant_acme_corp__sales.daily_revenue')).toEqual([
      { region: 'east' },
    ]);
  }
});

test("a step of one tenant is not run in another tenant's session", async () => {
  const [step] = await stepsTo(sales);
  await expect(runStep(connection, { ...step!, tenant: globexInc })).rejects.toThrow("is not this session's");
  expect(await observe(connection, [acmeCorp, globexInc])).toEqual([]);
});

test("a link in place of a tenant's file is not followed", async () => {
  await apply(sales);
  await connection.close();
  const file = (tenant: string) => join(directory, 'analytics', `tenant_${tenant}_catalog.duckdb`);
  symlinkSync(file('acme_corp'), file('globex_inc'));
  await expect(observe(connection, [globexInc])).rejects.toThrow('is a symbolic link');
});

test('a link in place of the folder is not followed', async () => {
  mkdirSync(join(directory, 'elsewhere'));
  symlinkSync(join(directory, 'elsewhere'), join(directory, 'analytics'));
  await expect(apply(sales)).rejects.toThrow('is a symbolic link');
});

test('a table that somebody made by hand is not touched', async () => {
  await apply();
  const database = await acmeDatabase();
  await database.transaction(['CREATE SCHEMA sales', 'CREATE TABLE sales.orders_clean(id BIGINT)']);
  const desired = duckdbAnalytics.lower(lowerInput([acmeCorp], [sales])).find((one) => one.kind === 'analytics.table')!;
  const observed = (await observe(connection, [acmeCorp])).find((one) => one.address === desired.address);
  const table = duckdbAnalytics.types.find((one) => one.kind === 'analytics.table')!;
  expect(table.diff(desired as never, observed)).toEqual({
    op: 'update',
    reason: 'exists and carries no mark',
    before: { columns: { id: 'bigint' } },
    after: { columns: { id: 'bigint' } },
    steps: [],
  });
});

test('a catalog that still holds a macro is not dropped', async () => {
  await apply();
  const database = await acmeDatabase();
  await database.transaction(['CREATE MACRO main.by_hand(a) AS a + 1']);
  const observed = await observe(connection, [acmeCorp]);
  const [drop] = stepsBetween(duckdbAnalytics, [], observed, [acmeCorp]);
  await expect(runStep(connection, drop!)).rejects.toThrow('The catalog still holds `main.by_hand`.');
  expect(await observe(connection, [acmeCorp])).toEqual(observed);
});

test('what a killed run left of a new file does not stand in the way', async () => {
  mkdirSync(join(directory, 'analytics'));
  writeFileSync(join(directory, 'analytics', 'tenant_acme_corp_catalog.duckdb.unfinished'), 'torn');
  expect(await observe(connection, [acmeCorp])).toEqual([]);
  await apply(sales);
  expect((await stepsTo(sales)).map((one) => one.step.id)).toEqual([]);
  expect(readdirSync(join(directory, 'analytics'))).not.toContain('tenant_acme_corp_catalog.duckdb.unfinished');
});
