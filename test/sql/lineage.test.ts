import type { ColumnSource } from '@akili/model';
import { afterAll, describe, expect, test } from 'vitest';
import { parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const orders = "{{ ref('orders') }}";
const items = "{{ ref('items') }}";
const refs = {
  orders: relation({ id: 'bigint!', amount: 'decimal(18,2)', region: 'varchar!', placed: 'timestamp' }),
  items: relation({ order_id: 'bigint', price: 'decimal(10,2)', sku: 'varchar!' }),
};
const short = (sources: readonly ColumnSource[]) =>
  sources.map((one) => `${one.input}.${one.column}:${one.use}${one.masked ? `(${one.masked})` : ''}`).join(' ');

/** Text, lineage by output, what decides the rows, nullable outputs, key. */
const labelled: readonly (readonly [string, Record<string, string>, string, string, string | undefined])[] = [
  [
    `SELECT id, amount * 2 AS twice FROM ${orders}`,
    { id: 'orders.id:value', twice: 'orders.amount:value' },
    '',
    'twice',
    undefined,
  ],
  [
    `SELECT region, SUM(amount) AS total FROM ${orders} WHERE id > 3 GROUP BY region`,
    { region: 'orders.region:value', total: 'orders.amount:aggregate' },
    'orders.id:filter orders.region:group',
    'total',
    'region',
  ],
  [
    `SELECT o.region, i.sku FROM ${orders} o LEFT JOIN ${items} i ON i.order_id = o.id`,
    { region: 'orders.region:value', sku: 'items.sku:value' },
    'items.order_id:join orders.id:join',
    'sku',
    undefined,
  ],
  [
    `WITH t AS (SELECT region AS r, SUM(amount) AS s FROM ${orders} GROUP BY 1) SELECT r, s / 2 AS half FROM t WHERE s > 0`,
    { r: 'orders.region:value', half: 'orders.amount:aggregate' },
    'orders.amount:filter orders.region:group',
    'half',
    undefined,
  ],
  [
    `SELECT id AS x FROM ${orders} UNION SELECT order_id FROM ${items}`,
    { x: 'items.order_id:value orders.id:value' },
    'items.order_id:group orders.id:group',
    'x',
    'x',
  ],
  [
    `SELECT CASE WHEN region = 'eu' THEN amount ELSE 0 END AS eu FROM ${orders}`,
    { eu: 'orders.amount:value orders.region:filter' },
    '',
    'eu',
    undefined,
  ],
  [
    `SELECT id, ROW_NUMBER() OVER (PARTITION BY region ORDER BY placed) AS n FROM ${orders}`,
    { id: 'orders.id:value', n: 'orders.placed:window orders.region:window' },
    '',
    '',
    undefined,
  ],
  [
    `SELECT LAG(amount) OVER (PARTITION BY region ORDER BY placed) AS before, SUM(amount) OVER () AS total FROM ${orders}`,
    {
      before: 'orders.amount:value orders.placed:window orders.region:window',
      total: 'orders.amount:aggregate',
    },
    '',
    'before total',
    undefined,
  ],
  [
    `SELECT MD5(UPPER(region)) AS h, MD5(region) || region AS both, COUNT(DISTINCT SHA256(region)) AS n FROM ${orders} GROUP BY region`,
    {
      h: 'orders.region:value(md5)',
      both: 'orders.region:value orders.region:value(md5)',
      n: 'orders.region:aggregate(sha256)',
    },
    'orders.region:group',
    '',
    undefined,
  ],
  [
    `WITH t AS (SELECT MD5(sku) AS h FROM ${items}) SELECT SHA256(h) AS hh, MIN(h) OVER () AS least FROM t`,
    { hh: 'items.sku:value(md5)', least: 'items.sku:aggregate(md5)' },
    '',
    'least',
    undefined,
  ],
  [
    `SELECT id, (SELECT MAX(price) FROM ${items} i WHERE i.order_id = o.id) AS top FROM ${orders} o`,
    { id: 'orders.id:value', top: 'items.order_id:filter items.price:aggregate orders.id:filter' },
    '',
    'top',
    undefined,
  ],
  [
    `SELECT id FROM ${orders} o WHERE EXISTS (SELECT 1 FROM ${items} i WHERE i.order_id = o.id)`,
    { id: 'orders.id:value' },
    'items.order_id:filter orders.id:filter',
    '',
    undefined,
  ],
  [`SELECT DISTINCT region FROM ${orders}`, { region: 'orders.region:value' }, 'orders.region:group', '', 'region'],
  [
    `SELECT COUNT(*) AS n, MAX(placed) AS last FROM ${orders}`,
    { n: '', last: 'orders.placed:aggregate' },
    '',
    'last',
    '',
  ],
  [
    `SELECT * EXCLUDE (amount, placed) FROM ${orders} ORDER BY placed LIMIT 3`,
    { id: 'orders.id:value', region: 'orders.region:value' },
    'orders.placed:order',
    '',
    undefined,
  ],
  [
    `SELECT COALESCE(region, 'none') AS r, COALESCE(amount, 0) AS a FROM ${orders}`,
    { r: 'orders.region:value', a: 'orders.amount:value' },
    '',
    '',
    undefined,
  ],
  [
    `SELECT u.c FROM (SELECT id AS a, region AS b FROM ${orders}) AS u(c, d) WHERE u.d = 'eu'`,
    { c: 'orders.id:value' },
    'orders.region:filter',
    '',
    undefined,
  ],
  [
    `SELECT region, sku, COUNT(*) AS n FROM ${orders}, ${items} GROUP BY ROLLUP (region, sku)`,
    { region: 'orders.region:value', sku: 'items.sku:value', n: '' },
    'items.sku:group orders.region:group',
    'region sku',
    undefined,
  ],
];

describe('lineage, nullability and keys', () => {
  test.each(labelled)('%s', async (text, columns, rows, nullable, key) => {
    const [reading] = await readAll([text], { refs });
    expect(reading?.findings).toEqual([]);
    const { query } = reading ?? {};
    const traced = Object.entries(query?.lineage.columns ?? {}).map(([name, sources]) => [name, short(sources)]);
    expect(Object.fromEntries(traced)).toEqual(columns);
    expect(short(query?.lineage.rows ?? [])).toBe(rows);
    expect(
      query?.columns
        .filter((column) => column.nullable)
        .map((column) => column.name)
        .join(' '),
    ).toBe(nullable);
    expect(query?.groupKey?.join(' ')).toBe(key);
  });
});
