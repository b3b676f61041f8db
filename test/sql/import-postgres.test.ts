import { importSql } from '@akili/sql/import';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, openPostgres, type Engine } from './engines.ts';
import { differingRows } from './same-rows.ts';

const rows = [
  `(1, 10, 12.50, 'eu', TIMESTAMP '2026-01-31 23:59:59', 'Ann b')`,
  `(2, 10, -0.05, 'us', TIMESTAMP '2024-02-29 12:00:00', 'naïve')`,
  `(3, 11, NULL, NULL, NULL, NULL)`,
  `(4, 12, 99.99, 'eu', TIMESTAMP '2025-12-29 00:00:00', '')`,
  `(5, NULL, 0.00, '', TIMESTAMP '2026-03-08 02:30:00', 'x_y%')`,
];
const insert = `INSERT INTO orders VALUES ${rows.join(', ')}`;
const columns =
  'order_id INTEGER, customer_id INTEGER, amount NUMERIC(10,2), region VARCHAR, ordered_at TIMESTAMP, name VARCHAR';

/** Queries of PostgreSQL about which the report says nothing: the result must give the rows of the original. */
const queries = [
  'SELECT order_id, amount FROM public.orders WHERE amount > 10',
  'SELECT order_id FROM orders ORDER BY amount DESC LIMIT 2',
  'SELECT order_id FROM orders ORDER BY region, amount DESC LIMIT 3',
  "SELECT order_id, to_char(ordered_at, 'YYYY-MM-DD HH24:MI:SS') AS t FROM orders",
  'SELECT order_id, 7 / 2 AS h, amount / 2.0 AS a FROM orders WHERE amount IS NULL',
  "SELECT order_id, position('a' IN name) AS p, substring(name FROM 2 FOR 3) AS s, trim(BOTH 'x' FROM name) AS t FROM orders",
  'SELECT DISTINCT ON (customer_id) customer_id, order_id FROM orders ORDER BY customer_id, amount DESC',
  'SELECT order_id, row_number() OVER (ORDER BY amount DESC, order_id) AS n FROM orders',
  "SELECT string_agg(name, '; ' ORDER BY name DESC) AS n FROM orders WHERE name IS NOT NULL AND name <> 'naïve'",
  'SELECT order_id, mod(order_id, 3) AS m, CEILING(amount) AS c, char_length(name) AS l FROM orders',
  'SELECT n FROM generate_series(1, 3) AS n',
  'WITH big AS (SELECT * FROM orders WHERE amount > 1) SELECT COUNT(*) AS n, MAX(region) AS r FROM big',
  "SELECT order_id, date_trunc('month', ordered_at) AS m, EXTRACT(dow FROM ordered_at)::int AS d FROM orders",
  'SELECT order_id, COALESCE(region, name) AS x, concat(region, name) AS c FROM orders',
  "SELECT E'it\\'s' AS a, $$it's$$ AS b, 'it''s' AS c",
  "SELECT lpad(name, 8) AS l, rpad(name, 3) AS r, split_part(name, ' ', 2) AS s FROM orders",
  'SELECT region, bool_or(amount > 1) AS b, COUNT(*) FILTER (WHERE amount > 0) AS n FROM orders GROUP BY region',
  'SELECT orders.order_id FROM orders WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = orders.customer_id AND o.order_id <> orders.order_id)',
];

let duckdb: Engine;
let postgres: Engine;
beforeAll(async () => {
  const table = `CREATE TABLE orders (${columns})`;
  [duckdb, postgres] = await Promise.all([openDuckdb([table, insert]), openPostgres([table, insert])]);
});
afterAll(async () => {
  await Promise.all([duckdb.close(), postgres.close()]);
});

describe('what is imported from PostgreSQL without a word gives the rows of the original', () => {
  test.each(queries)('%s', async (query) => {
    const { sql, notes } = importSql(query, 'postgres');
    expect(notes).toEqual([]);
    const result = (sql ?? '').replace(/\{\{ ref\('(\w+)'\) \}\}/g, '$1');
    expect(differingRows(await duckdb.run(result), await postgres.run(query))).toEqual([]);
  });
});
