import { importSql } from '@akili/sql/import';
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Answer, type Engine } from '../sql/engines.ts';
import { differingRows } from '../sql/same-rows.ts';
import { mariadb, startMariaDb, type MariaDbAccess } from './mariadb.ts';
import type { RunningService } from './service.ts';

const refused = await mariadb.install();
if (refused !== undefined) process.stderr.write(`imports from MariaDB are not tested: ${refused.missing}\n`);

const rows = [
  `(1, 10, 12.50, 'eu', TIMESTAMP '2026-01-31 23:59:59', 'Ann b', 3)`,
  `(2, 10, -0.05, 'us', TIMESTAMP '2024-02-29 12:00:00', 'naïve', -7)`,
  `(3, 11, NULL, NULL, NULL, NULL, NULL)`,
  `(4, 12, 99.99, 'eu', TIMESTAMP '2025-12-29 00:00:00', '', 0)`,
  `(5, NULL, 0.00, '', TIMESTAMP '2026-03-08 02:30:00', 'x_y%', 2)`,
  `(6, 11, 7.00, 'EU', TIMESTAMP '2020-12-31 00:00:00', 'O''Hare', 5)`,
];
const columns =
  'order_id INTEGER, customer_id INTEGER, amount DECIMAL(10,2), region VARCHAR(20), ordered_at TIMESTAMP, name VARCHAR(20), q INTEGER';
const insert = `INSERT INTO orders VALUES ${rows.join(', ')}`;

/** Queries of MySQL and MariaDB, and the words of the notes that do not hold for these rows; all others hold none. */
const cases: readonly (readonly [string, string?])[] = [
  ['SELECT `order_id`, IFNULL(`amount`, 0) AS amount FROM `shop`.`orders`'],
  ['SELECT order_id, IF(amount > 1, "big", "small") AS size FROM orders'],
  ['SELECT order_id FROM orders ORDER BY amount, order_id LIMIT 3', 'a comparison of texts'],
  ['SELECT order_id FROM orders ORDER BY region DESC, order_id LIMIT 4', 'a comparison of texts'],
  ['SELECT order_id FROM orders ORDER BY order_id LIMIT 1, 2', 'a comparison of texts'],
  ['SELECT region, COUNT(*) AS n, SUM(amount) AS s FROM orders GROUP BY region', 'a comparison of texts'],
  ["SELECT order_id FROM orders WHERE region = 'eu'", 'a comparison of texts'],
  ["SELECT order_id FROM orders WHERE name LIKE '%a%'", 'a comparison of texts'],
  ['SELECT order_id, q DIV 2 AS d, q MOD 3 AS m, q % 0 AS z FROM orders'],
  ['SELECT order_id, customer_id <=> NULL AS e FROM orders WHERE q != 2'],
  ["SELECT order_id, CONCAT(name, '-', region) AS c FROM orders"],
  ["SELECT order_id, CONCAT_WS('/', name, region) AS c FROM orders"],
  ['SELECT order_id, CHAR_LENGTH(name) AS l, UCASE(name) AS u, LCASE(region) AS d FROM orders'],
  [
    'SELECT order_id, SUBSTRING(name, 2, 3) AS s, LEFT(name, 2) AS l, RIGHT(name, 2) AS r FROM orders',
    'SUBSTRING,LEFT,RIGHT',
  ],
  ["SELECT order_id, LPAD(name, 7, '*') AS l, RPAD(name, 3, '-') AS r, REPEAT(region, 2) AS x FROM orders"],
  ["SELECT order_id, LOCATE('a', name) AS l, INSTR(name, 'n') AS i FROM orders", 'LOCATE,INSTR'],
  ['SELECT order_id, CEILING(amount) AS c, FLOOR(amount) AS f, ABS(amount) AS a, SIGN(amount) AS s FROM orders'],
  ['SELECT order_id, ROUND(amount, 1) AS r, ROUND(amount) AS w FROM orders', 'ROUND,ROUND'],
  ['SELECT order_id, GREATEST(order_id, 3) AS g, LEAST(order_id, 3) AS l FROM orders', 'GREATEST,LEAST'],
  [
    'SELECT order_id, YEAR(ordered_at) AS y, QUARTER(ordered_at) AS q, MONTH(ordered_at) AS m, DAYOFMONTH(ordered_at) AS d FROM orders',
  ],
  [
    'SELECT order_id, DAYOFWEEK(ordered_at) AS w, WEEKDAY(ordered_at) AS d, DAYOFYEAR(ordered_at) AS y, WEEK(ordered_at, 3) AS k FROM orders',
  ],
  ['SELECT order_id, HOUR(ordered_at) AS h, MINUTE(ordered_at) AS m, SECOND(ordered_at) AS s FROM orders'],
  [
    "SELECT order_id, DATE_FORMAT(ordered_at, '%Y-%m-%d %H:%i:%s') AS t, DATE_FORMAT(ordered_at, '%T %j') AS u FROM orders",
  ],
  ['SELECT order_id, DATE(ordered_at) AS d, LAST_DAY(ordered_at) AS l FROM orders'],
  ["SELECT order_id, DATEDIFF(ordered_at, '2026-01-01') AS d FROM orders"],
  [
    'SELECT order_id, DATE_ADD(ordered_at, INTERVAL 1 MONTH) AS m, DATE_SUB(ordered_at, INTERVAL 90 MINUTE) AS s FROM orders',
    'DATE_ADD,DATE_SUB',
  ],
  ['SELECT order_id, ordered_at + INTERVAL 1 DAY AS n FROM orders', '+ INTERVAL'],
  [
    "SELECT region, GROUP_CONCAT(name ORDER BY name SEPARATOR '; ') AS n FROM orders WHERE region IS NOT NULL GROUP BY region",
    'GROUP_CONCAT,a comparison of texts',
  ],
  [
    'SELECT STDDEV(q * 1e0) AS s, VARIANCE(q * 1e0) AS v, STDDEV_SAMP(q * 1e0) AS a, VAR_SAMP(q * 1e0) AS b FROM orders',
    'STDDEV,VARIANCE,STDDEV_SAMP,VAR_SAMP',
  ],
  ['SELECT order_id, MD5(name) AS m, SHA2(name, 256) AS s FROM orders'],
  [
    'SELECT order_id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY order_id) AS n, LAG(q) OVER (ORDER BY order_id) AS p FROM orders',
    'a comparison of texts',
  ],
  [
    'WITH big AS (SELECT * FROM orders WHERE amount > 1) SELECT b.order_id, o.q FROM big b LEFT JOIN orders o USING (order_id)',
    'a comparison of texts',
  ],
  ['SELECT order_id, \'it\\\'s\' AS a, "say \\"hi\\"" AS b FROM orders # the end'],
  ['SELECT order_id, amount / NULLIF(q, 0) > 1 AS b FROM orders', '/'],
  ['SELECT customer_id FROM orders UNION SELECT q FROM orders'],
  ['SELECT order_id, NVL(q, 0) AS n, NVL2(q, 1, 2) AS w FROM orders FORCE INDEX FOR JOIN (PRIMARY)', 'an index hint'],
  [
    'SELECT order_id FROM orders o WHERE EXISTS (SELECT 1 FROM shop.orders p WHERE p.customer_id = o.customer_id AND p.order_id <> o.order_id)',
  ],
];

describe.skipIf(refused !== undefined)('what is imported from MariaDB gives its rows', () => {
  let server: RunningService<MariaDbAccess>;
  let connection: Connection;
  let duckdb: Engine;

  beforeAll(async () => {
    server = await startMariaDb([]);
    const { host, port, root } = server.access;
    connection = await createConnection({
      host,
      port,
      user: root.username,
      password: root.password,
      charset: 'utf8mb4',
      rowsAsArray: true,
      typeCast: (field: { string(): string | null }) => field.string(),
    });
    await connection.query('CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin');
    await connection.query('USE shop');
    await connection.query('SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin');
    await connection.query(`CREATE TABLE orders (${columns.replace('TIMESTAMP', 'DATETIME')}, PRIMARY KEY (order_id))`);
    await connection.query(insert);
    duckdb = await openDuckdb([`CREATE TABLE orders (${columns})`, insert]);
  });
  afterAll(async () => {
    await connection?.end();
    await duckdb?.close();
    await server?.stop();
  });

  test.each(cases.map(([query, expected = '']) => ({ query, expected })))('$query', async ({ query, expected }) => {
    for (const dialect of ['mysql', 'mariadb'] as const) {
      if (dialect === 'mysql' && /NVL/.test(query)) continue;
      const { sql, notes } = importSql(query, dialect);
      expect(notes.map((note) => `${note.kind} ${note.what.replace('the function ', '')}`).sort()).toEqual(
        expected === ''
          ? []
          : expected
              .split(',')
              .map((what) => `confirm ${what}`)
              .sort(),
      );
      const written = (sql ?? '').replace(/\{\{ ref\('\w+'\) \}\}/g, 'orders');
      const answer = await duckdb.run(written);
      const [original] = await connection.query(query);
      expect(differingRows(asThere(answer), { columns: [], rows: shared(original as unknown[][], answer) })).toEqual(
        [],
      );
    }
  });
});

/** MariaDB has 0 and 1 for truths. */
function asThere(answer: Answer): Answer {
  const rows = answer.rows.map((row) =>
    row.map((value) => (typeof value === 'boolean' ? String(Number(value)) : value)),
  );
  return { columns: answer.columns, rows };
}

/** Texts of the wire as DuckDB's values. */
function shared(found: readonly (readonly unknown[])[], { columns }: Answer): readonly (readonly unknown[])[] {
  return found.map((row) =>
    row.map((value, i) => {
      if (value === null) return null;
      if (columns[i]?.type === 'double') return Number(value);
      return String(value).replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.0+$/, '$1');
    }),
  );
}
