import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SourceError } from '@akili/connectors';
import { readTopic } from '@akili/driver-local';
import type { CompiledInput, CompiledProduct } from '@akili/model';
import { column, product } from '@akili/testkit';
import { afterEach, expect, test } from 'vitest';
import { runProduct, type RanProduct } from './run-product.ts';
import { memoryConnector, type MemoryTable } from './testing/memory-connector.ts';
import { tenantWorld, type TenantWorld } from './testing/tenant-world.ts';

let opened: TenantWorld | undefined;
afterEach(async () => {
  await opened?.dispose();
  opened = undefined;
});

const catalog = '"tenant_acme_corp_catalog"';
const raw = 'sales__raw.revenue__orders';
const orders: CompiledInput = {
  ...{ name: 'orders', kind: 'source', connection: 'acme-orders-db', resource: 'public.orders' },
  ...{ strategy: 'incremental', cursorField: 'seq', key: ['order_id'] },
  columns: [column('order_id', 'bigint'), column('amount', 'decimal(18,2)')],
};
const revenue: CompiledProduct = {
  ...product('acme-corp', 'sales', 'revenue'),
  columns: [column('orders', 'bigint'), column('revenue', 'decimal(38,2)')],
  inputs: [orders],
  sql: { duckdb: `SELECT COUNT(*) AS orders, SUM(amount) AS revenue FROM ${catalog}."sales__raw"."revenue__orders"` },
};

async function open(
  wanted: CompiledProduct,
  table: MemoryTable,
  options: Parameters<typeof tenantWorld>[2] = { cursorType: () => 'bigint' },
) {
  const memory = memoryConnector({ 'public.orders': table });
  const source = () =>
    memory.connector.open({ connectorType: 'memory', config: {}, secret: {} }, new AbortController().signal);
  opened = await tenantWorld([wanted], source, options);
  const { world, database } = opened;
  const rows = (name: string): Promise<readonly object[]> => database.query(`SELECT * FROM ${name} ORDER BY ALL`);
  return { ...memory, world, database, rows };
}

const row = (order_id: number, amount: string, seq: number | null) => ({
  ...{ order_id: String(order_id), amount },
  seq: seq === null ? null : String(seq),
});
const loadOf = ({ loads }: RanProduct) => loads.map(({ mode, rows, total, cursor }) => ({ mode, rows, total, cursor }));

test('by the cursor: changed rows take the place of their older selves, late rows with the newest value are not lost', async () => {
  const table: MemoryTable = { rows: [row(1, '10.00', 1), row(2, '20.00', 2), row(3, '30.00', 3)] };
  const { world, rows, requests } = await open(revenue, table);
  expect(loadOf(await runProduct(revenue, world))).toEqual([{ mode: 'whole', rows: 3, total: 3, cursor: '2' }]);
  // 4 comes late with the newest value that was seen, 1 is changed.
  table.rows = [...table.rows.slice(1), row(4, '40.00', 3), row(1, '11.00', 4)];
  expect(loadOf(await runProduct(revenue, world))).toEqual([{ mode: 'incremental', rows: 3, total: 4, cursor: '3' }]);
  expect(requests.map(({ cursor }) => cursor)).toEqual([
    { field: 'seq', after: undefined },
    { field: 'seq', after: '2' },
  ]);
  expect(await rows(raw)).toEqual([
    { order_id: '1', amount: '11.00' },
    { order_id: '2', amount: '20.00' },
    { order_id: '3', amount: '30.00' },
    { order_id: '4', amount: '40.00' },
  ]);
  expect(await rows('sales.revenue')).toEqual([{ orders: '4', revenue: '101.00' }]);
  // Nothing new but the newest value itself.
  expect(loadOf(await runProduct(revenue, world))).toEqual([{ mode: 'incremental', rows: 1, total: 4, cursor: '3' }]);
});

test('without a key, rows beyond the cursor take the place of those that were read before', async () => {
  const keyless: CompiledProduct = {
    ...revenue,
    inputs: [{ ...orders, key: [], columns: [...orders.columns, column('seq', 'bigint')] }],
  };
  const table: MemoryTable = { rows: [row(1, '10.00', 1), row(1, '10.00', 1), row(2, '20.00', 2)] };
  const { world, rows } = await open(keyless, table, {});
  await runProduct(keyless, world);
  table.rows = [...table.rows, row(3, '30.00', 2)];
  expect(loadOf(await runProduct(keyless, world))).toEqual([{ mode: 'incremental', rows: 2, total: 4, cursor: '1' }]);
  expect(await rows('sales.revenue')).toEqual([{ orders: '4', revenue: '70.00' }]);
});

type Options = NonNullable<Parameters<typeof tenantWorld>[2]>;
test.each<readonly [string, CompiledInput, Options, string | undefined]>([
  ['--full-refresh', { ...orders }, { fullRefresh: true, cursorType: () => 'bigint' }, undefined],
  ['full_refresh', { ...orders, strategy: 'full_refresh' }, {}, undefined],
  [
    'a cursor of texts',
    { ...orders },
    { cursorType: () => 'varchar' },
    'the type of `seq` has no order to go on by: a snapshot each time',
  ],
  [
    'no key and no cursor',
    { ...orders, key: [] },
    { cursorType: () => 'bigint' },
    'neither a key nor `seq` is loaded: a snapshot each time',
  ],
  ['a stream', { ...orders, strategy: 'stream' }, {}, '`stream` is not followed here: a snapshot each time'],
])('%s: each load is whole, so that deleted rows go', async (_, input, options, note) => {
  const wanted = { ...revenue, inputs: [input] };
  const table: MemoryTable = { rows: [row(1, '10.00', 1), row(2, '20.00', 2)] };
  const { world, rows } = await open(wanted, table, options);
  await runProduct(wanted, world);
  table.rows = table.rows.slice(0, 1);
  const second = await runProduct(wanted, world);
  expect(second.loads).toMatchObject([{ mode: 'whole', rows: 1, total: 1 }]);
  expect(second.loads[0]?.note).toBe(note);
  expect(await rows('sales.revenue')).toEqual([{ orders: '1', revenue: '10.00' }]);
});

test('cdc is a snapshot, then by the cursor, and says so', async () => {
  const wanted = { ...revenue, inputs: [{ ...orders, strategy: 'cdc' }] };
  const { world } = await open(wanted, { rows: [row(1, '10.00', 1), row(2, '20.00', 2)] });
  const note = 'cdc: a snapshot, then by the cursor; deleted rows stay until --full-refresh';
  expect((await runProduct(wanted, world)).loads).toMatchObject([{ mode: 'whole', rows: 2, note }]);
  expect((await runProduct(wanted, world)).loads).toMatchObject([{ mode: 'incremental', rows: 1, note }]);
});

test('a column that was added is loaded for all rows, not only for new ones', async () => {
  const { world, database } = await open(revenue, { rows: [row(1, '10.00', 1), row(2, '20.00', 2)] });
  await runProduct(revenue, world);
  await database.transaction([`ALTER TABLE ${raw} ADD COLUMN seq BIGINT`]);
  const wider = { ...revenue, inputs: [{ ...orders, columns: [...orders.columns, column('seq', 'bigint')] }] };
  expect(loadOf(await runProduct(wider, world))).toEqual([{ mode: 'whole', rows: 2, total: 2, cursor: '1' }]);
});

test('a value that does not fit fails the run, names the column and no value, and leaves everything as it was', async () => {
  const table: MemoryTable = { rows: [row(1, '10.00', 1)] };
  const { world, rows } = await open(revenue, table);
  await runProduct(revenue, world);
  table.rows = [row(1, '10.00', 1), row(2, 'secret-42', 2)];
  const failed = await runProduct(revenue, world);
  expect(failed).toMatchObject({ status: 'failed', rows: null });
  expect(failed.findings.map(({ message }) => message)).toEqual([
    'Input `orders` could not be loaded from the connection `acme-orders-db`: `amount` holds a value that is no decimal(18,2). What was loaded before stays.',
  ]);
  expect(await rows(raw)).toEqual([{ order_id: '1', amount: '10.00' }]);
  expect(await rows('sales.revenue')).toEqual([{ orders: '1', revenue: '10.00' }]);
});

test('a source that breaks off in the middle changes nothing', async () => {
  const { world, rows } = await open(revenue, { rows: [row(1, '10.00', 1)] });
  await runProduct(revenue, world);
  const breaking = {
    ...world,
    openSource: async () => ({
      ...(await world.openSource('acme-orders-db')),
      async *read() {
        yield await Promise.resolve([['7', '70.00', '7']]);
        throw new SourceError('timeout', 'the server did not answer within 30 seconds');
      },
    }),
  };
  const failed = await runProduct(revenue, breaking);
  expect(failed.findings.map(({ code }) => code)).toEqual(['APL122']);
  expect(await rows(raw)).toEqual([{ order_id: '1', amount: '10.00' }]);
});

test('a critical check that fails, or is in error, keeps the last good data; a warning does not', async () => {
  const check = { name: 'orders_limit', severity: 'critical' as const, threshold: '1' };
  const limited = (over: Partial<typeof check> & { readonly value?: string }): CompiledProduct => ({
    ...revenue,
    checks: [
      { ...check, ...over, sql: { duckdb: `SELECT ${over.value ?? 'orders'} FROM ${catalog}."sales"."revenue"` } },
    ],
  });
  const table: MemoryTable = { rows: [row(1, '10.00', 1)] };
  const { world, rows } = await open(revenue, table);
  expect((await runProduct(limited({}), world)).status).toBe('promoted');
  table.rows = [...table.rows, row(2, '20.00', 2)];
  const held = await runProduct(limited({}), world);
  expect(held).toMatchObject({ status: 'held', rows: 1, checks: [{ verdict: 'failed', value: '2', threshold: '1' }] });
  expect(held.findings.map(({ code, message }) => [code, message])).toEqual([
    [
      'QLT130',
      '`orders_limit` gave 2, more than its threshold 1. The product was not published; the last good data stays.',
    ],
  ]);
  expect((await runProduct(limited({ value: 'NULL' }), world)).checks).toMatchObject([
    { verdict: 'error', message: 'it gave NULL' },
  ]);
  const refused = await runProduct(limited({ value: `CAST('x' || COUNT(*) AS INTEGER)` }), world);
  expect(refused.findings[0]?.message).toMatch(/the engine refused it: [^.]+\. The product was not published;/);
  expect(await rows('sales.revenue')).toEqual([{ orders: '1', revenue: '10.00' }]);
  expect(
    (await runProduct(limited({ severity: 'warning' as 'critical' }), world)).findings.map(({ code }) => code),
  ).toEqual(['QLT230']);
  expect(await rows('sales.revenue')).toEqual([{ orders: '2', revenue: '30.00' }]);
  const events = readTopic(world.events, 'acme-corp.revenue.execution.events').map((event) => event['event_type']);
  expect(events).toEqual([
    'execution.completed',
    'quality.check.failed',
    'quality.check.failed',
    'quality.check.failed',
    'execution.completed',
  ]);
  const available = readTopic(world.events, 'acme-corp.revenue.data.available');
  expect(available.map(({ payload }) => payload)).toEqual([
    { product: 'revenue', namespace: 'sales', version: '1.0.0', rows: 1 },
    { product: 'revenue', namespace: 'sales', version: '1.0.0', rows: 1 },
  ]);
  const records = await world.runs.list('acme-corp', 'revenue', 9);
  expect(records.map(({ status }) => status)).toEqual(['promoted', 'held', 'held', 'held', 'promoted']);
});

test('a key that stands in two rows is not published', async () => {
  const keyed: CompiledProduct = {
    ...revenue,
    key: ['orders'],
    sql: { duckdb: 'SELECT 1 AS orders, unnest([2, 3]) AS revenue' },
    inputs: [],
  };
  const { world, rows } = await open(keyed, { rows: [] });
  const failed = await runProduct(keyed, world);
  expect(failed.findings.map(({ message }) => message)).toEqual([
    'Comparing the product with its contract failed: one value of the key (orders) stands in more than one row. Nothing was published.',
  ]);
  expect(await rows('sales.revenue')).toEqual([]);
});

test('an interrupted run is recorded as one, and leaves the last good data', async () => {
  const table: MemoryTable = { rows: [row(1, '10.00', 1)] };
  const { world, rows } = await open(revenue, table);
  await runProduct(revenue, world);
  table.rows = [row(1, '99.00', 2)];
  const controller = new AbortController();
  const progress = (phase: string): void => {
    if (phase.endsWith('publishing the product')) controller.abort();
  };
  const stopped = await runProduct(revenue, { ...world, signal: controller.signal, progress });
  expect(stopped).toMatchObject({ status: 'interrupted' });
  expect(await rows('sales.revenue')).toEqual([{ orders: '1', revenue: '10.00' }]);
  expect((await world.runs.list('acme-corp', 'revenue', 1))[0]?.status).toBe('interrupted');
});

const wide: CompiledProduct = {
  ...product('acme-corp', 'sales', 'wide'),
  columns: [],
  inputs: [
    {
      ...{ name: 'all', kind: 'source', connection: 'c', resource: 'r', strategy: 'full_refresh', key: [] },
      columns: [
        column('b', 'boolean'),
        column('i', 'bigint'),
        column('d', 'decimal(38,10)'),
        column('f', 'double'),
        column('s', 'varchar'),
        column('t', 'timestamp'),
        column('u', 'uuid'),
        column('j', 'json'),
        column('a', 'array(varchar)'),
        column('x', 'blob'),
      ],
    },
  ],
};
const wideProduct: CompiledProduct = {
  ...wide,
  columns: wide.inputs[0]?.columns ?? [],
  sql: { duckdb: `SELECT * FROM ${catalog}."sales__raw"."wide__all"` },
};

test('every type goes through a fixture without loss; instants become UTC, also on the night the clocks change', async () => {
  const { world, rows } = await open(wideProduct, { rows: [] });
  const folder = join(world.root, wideProduct.folder, 'fixtures');
  mkdirSync(folder, { recursive: true });
  const lines = [
    'i,b,d,f,s,t,u,j,a,x',
    String.raw`-9223372036854775808,t,1234567890123456789012345678.0123456789,0.1,"a ""b"", c",2026-03-29T02:30:00+02:00,6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d,"{""k"":[1,2]}","[a, 'b, c']",\xDE\xAD`,
    ',,,,"",2026-10-25T02:30:00.123456Z,,,,',
  ];
  writeFileSync(join(folder, 'all.csv'), `${lines.join('\n')}\n`);
  expect(await runProduct(wideProduct, world)).toMatchObject({ status: 'promoted', rows: 2 });
  expect(await rows('sales.wide')).toEqual([
    {
      ...{ b: true, i: '-9223372036854775808', d: '1234567890123456789012345678.0123456789', f: 0.1, s: 'a "b", c' },
      ...{ t: '2026-03-29 00:30:00', u: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d', j: '{"k":[1,2]}', a: ['a', 'b, c'] },
      x: String.raw`\xDE\xAD`,
    },
    { b: null, i: null, d: null, f: null, s: '', t: '2026-10-25 02:30:00.123456', u: null, j: null, a: null, x: null },
  ]);
});

test.each([
  ['a header alone', 'all.csv', 'order_id,amount\n', 0],
  ['an empty list', 'all.json', '[]', 0],
  ['objects, one a line', 'all.json', '{"order_id":1,"amount":"2.50"}\n{"order_id":2}\n', 2],
])('a fixture: %s', async (_, name, text, count) => {
  const input = { ...orders, name: 'all' };
  const wanted = { ...product('acme-corp', 'sales', 'few'), inputs: [input] };
  const { world, rows } = await open(wanted, { rows: [] });
  mkdirSync(join(world.root, wanted.folder, 'fixtures'), { recursive: true });
  writeFileSync(join(world.root, wanted.folder, 'fixtures', name), text);
  expect(await runProduct(wanted, world)).toMatchObject({
    status: 'promoted',
    loads: [{ rows: count, from: 'fixture' }],
  });
  expect((await rows('sales__raw.few__all')).length).toBe(count);
});

test.each([
  ['the file', 'fixtures/orders.csv'],
  ['the folder', 'fixtures'],
])('a fixture behind a link is refused: %s', async (_, link) => {
  const { world } = await open(revenue, { rows: [] });
  const elsewhere = join(world.root, 'tenants/globex-inc/products/other', link);
  mkdirSync(link === 'fixtures' ? elsewhere : dirname(elsewhere), { recursive: true });
  writeFileSync(link === 'fixtures' ? join(elsewhere, 'orders.csv') : elsewhere, 'order_id,amount\n7,7.00\n');
  const planted = join(world.root, revenue.folder, link);
  mkdirSync(dirname(planted), { recursive: true });
  symlinkSync(elsewhere, planted);
  const failed = await runProduct(revenue, world);
  expect(failed.findings.map(({ message }) => message)).toEqual([
    `Input \`orders\` could not be loaded from the connection \`acme-orders-db\`: \`${revenue.folder}/fixtures/orders.csv\` is, or lies behind, a symbolic link. What was loaded before stays.`,
  ]);
});

test('a fixture without a column that is asked for, and two for one input, are said', async () => {
  const { world } = await open(revenue, { rows: [] });
  const folder = join(world.root, revenue.folder, 'fixtures');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'orders.csv'), 'order_id\n7\n');
  expect((await runProduct(revenue, world)).findings[0]?.message).toContain(
    `\`${revenue.folder}/fixtures/orders.csv\` has no column \`amount\``,
  );
  writeFileSync(join(folder, 'orders.json'), '[]');
  expect((await runProduct(revenue, world)).findings[0]?.message).toContain('and only one can count');
});
