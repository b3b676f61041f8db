import { readFileSync } from 'node:fs';
import { lintQuery, type LintScope } from '@akili/sql';
import { afterAll, describe, expect, test } from 'vitest';
import { parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const o = "{{ ref('orders') }} o";
const i = "{{ ref('items') }} i";
const p = "{{ ref('products') }} p";
const refs = {
  orders: relation({
    id: 'bigint!',
    product_id: 'bigint',
    amount: 'decimal(18,2)',
    n: 'integer',
    region: 'varchar',
    placed: 'timestamp',
    day: 'date',
    ok: 'boolean',
  }),
  items: relation({ order_id: 'bigint!', line: 'integer!', qty: 'integer', price: 'decimal(10,2)', sku: 'varchar' }),
  products: relation({ product_id: 'bigint!', category: 'varchar', cost: 'decimal(18,2)' }),
};
const keys: Readonly<Record<string, readonly string[]>> = {
  orders: ['id'],
  items: ['order_id', 'line'],
  products: ['product_id'],
};
const scope: LintScope = {
  declaredKeys: ({ name }) => (keys[name] === undefined ? [] : [keys[name]]),
  starsDrift: true,
};

/** Code and the words that the finding covers, one after the other. */
async function said(text: string): Promise<string> {
  const [reading] = await readAll([text], { refs });
  expect(reading?.findings).toEqual([]);
  if (reading?.query === undefined || reading.rendered === undefined) throw new Error('not analysed');
  const findings = lintQuery(reading.query, reading.rendered, scope, {});
  return findings.map(({ code, place }) => `${code} ${text.slice(place?.start, place?.end)}`).join(', ');
}

const joined = `FROM ${o} JOIN ${i} ON i.order_id = o.id`;

const fanOut: readonly (readonly [string, string])[] = [
  [`SELECT SUM(o.amount) AS s ${joined}`, 'SQL201 SUM'],
  [`SELECT o.region, AVG(o.amount) AS s, COUNT(o.n) AS c ${joined} GROUP BY 1`, 'SQL201 AVG, SQL201 COUNT'],
  [`SELECT SUM(o.amount) AS s FROM ${o} LEFT JOIN ${i} ON i.order_id = o.id`, 'SQL201 SUM'],
  [`SELECT SUM(o.amount) AS s FROM ${o}, ${i} WHERE o.id = i.order_id`, 'SQL201 SUM'],
  [`SELECT SUM(o.amount) AS s FROM ${o} JOIN (SELECT order_id AS x, line FROM ${i}) q ON q.x = o.id`, 'SQL201 SUM'],
  [
    `WITH q AS (SELECT * FROM ${i}) SELECT o.region, SUM(o.n) AS s FROM ${o} JOIN q ON q.order_id = o.id GROUP BY 1`,
    'SQL201 SUM',
  ],
  [`SELECT SUM(o.amount) AS s FROM ${o} CROSS JOIN ${p}`, 'SQL201 SUM'],
  // The many side itself, what does not count repetitions, and rows as such.
  [
    `SELECT SUM(i.qty) AS s, SUM(i.qty * o.n) AS t, MAX(o.amount) AS m, COUNT(DISTINCT o.id) AS d, COUNT(*) AS c ${joined}`,
    '',
  ],
  // The whole key, joined, grouped or both.
  [`SELECT SUM(o.amount - p.cost) AS s FROM ${o} LEFT JOIN ${p} ON o.product_id = p.product_id`, ''],
  [`SELECT SUM(o.amount) AS s FROM ${o} JOIN ${i} ON i.order_id = o.id AND i.line = o.n`, ''],
  [`SELECT i.line, SUM(o.amount) AS s ${joined} GROUP BY i.line`, ''],
  // Any other condition may choose one of the rows.
  [`SELECT SUM(o.amount) AS s FROM ${o} JOIN ${i} ON i.order_id = o.id AND i.line = 1`, ''],
  [`SELECT SUM(o.amount) AS s ${joined} WHERE i.sku = 'x'`, ''],
  [`SELECT SUM(o.amount) AS s FROM ${o} JOIN ${i} ON i.order_id = o.id AND i.line > o.n`, ''],
  [`SELECT SUM(o.amount) AS s FROM ${o} JOIN (SELECT * FROM ${i} WHERE line = 1) q ON q.order_id = o.id`, ''],
  [
    `SELECT SUM(o.amount) AS s FROM ${o} JOIN (SELECT order_id, SUM(qty) AS q FROM ${i} GROUP BY 1) q ON q.order_id = o.id`,
    '',
  ],
  // Not aggregated at all, and an attribute that follows its fact.
  [`SELECT o.amount, i.qty ${joined}`, ''],
  [`SELECT SUM(p.cost) AS s FROM ${o} JOIN ${p} ON p.product_id = o.product_id`, ''],
];

const stars: readonly (readonly [string, string])[] = [
  [`SELECT * FROM ${o}`, 'SQL202 *'],
  [`SELECT o.*, 1 AS one FROM ${o}`, 'SQL202 o.*'],
  [`SELECT * EXCLUDE (n) FROM ${o}`, 'SQL202 *'],
  [`WITH q AS (SELECT * FROM ${o}) SELECT * FROM q`, 'SQL202 *'],
  [`SELECT product_id FROM ${p} UNION ALL SELECT id FROM (SELECT * FROM ${o})`, ''],
  [`SELECT * FROM (SELECT id, n FROM ${o})`, ''],
  [`WITH q AS (SELECT * FROM ${o}) SELECT id, n FROM q`, ''],
  [`SELECT COUNT(*) AS c FROM ${o}`, ''],
];

const unsteady: readonly (readonly [string, string])[] = [
  [`SELECT id FROM ${o} LIMIT 10`, 'SQL203 10'],
  [`SELECT id FROM ${o} WHERE id IN (SELECT order_id FROM ${i} LIMIT 5)`, 'SQL203 5'],
  [`SELECT id, RANDOM() AS r FROM ${o}`, 'SQL203 RANDOM'],
  [`SELECT id, ROW_NUMBER() OVER (PARTITION BY region) AS r FROM ${o}`, 'SQL203 ROW_NUMBER'],
  [`SELECT region, STRING_AGG(sku, ',') AS s FROM ${o} JOIN ${i} ON i.order_id = o.id GROUP BY 1`, 'SQL203 STRING_AGG'],
  [`SELECT DISTINCT ON (region) region, id FROM ${o}`, 'SQL203 region'],
  [`SELECT id FROM ${o} ORDER BY id LIMIT 10`, ''],
  [`SELECT COUNT(*) AS c FROM ${o} LIMIT 1`, ''],
  [`SELECT id FROM ${o} WHERE EXISTS (SELECT 1 FROM ${i} WHERE i.order_id = o.id LIMIT 1)`, ''],
  [`SELECT id, ROW_NUMBER() OVER (PARTITION BY region ORDER BY id) AS r, SUM(n) OVER () AS s FROM ${o}`, ''],
  [`SELECT STRING_AGG(sku, ',' ORDER BY sku) AS s, ANY_VALUE(sku) AS a, MAX(sku) AS m FROM ${i}`, ''],
  [`SELECT DISTINCT ON (region) region, id FROM ${o} ORDER BY region, id`, ''],
  [`SELECT id, CURRENT_DATE AS today FROM ${o}`, ''],
];

const divided = (divisor: string, rest = ''): string => `SELECT o.amount / ${divisor} AS x FROM ${o}${rest}`;
const divisions: readonly (readonly [string, string])[] = [
  [divided('o.n'), 'SQL204 o.n'],
  [divided('(o.n - 1)'), 'SQL204 -'],
  [divided('COALESCE(o.n, 0)'), 'SQL204 /'],
  [divided('COALESCE(o.n, 1)'), 'SQL204 /'],
  [divided('o.n', ' WHERE o.n >= 0'), 'SQL204 o.n'],
  [`SELECT o.id % o.n AS x, o.id // o.n AS y FROM ${o}`, 'SQL204 o.n, SQL204 o.n'],
  [`SELECT SUM(o.amount) / COUNT(o.n) AS x FROM ${o}`, 'SQL204 COUNT'],
  [`SELECT COUNT(o.n) / COUNT(*) AS x FROM ${o}`, 'SQL204 COUNT'],
  [`SELECT SUM(o.n) FILTER (WHERE o.ok) / COUNT(*) FILTER (WHERE NOT o.ok) AS x FROM ${o}`, 'SQL204 COUNT'],
  [`SELECT CASE WHEN o.n = 0 THEN o.amount / o.n END AS x FROM ${o}`, 'SQL204 o.n'],
  [`SELECT s / c AS x FROM (SELECT SUM(amount) AS s, COUNT(n) AS c FROM ${o})`, 'SQL204 c'],
  ...[
    `SELECT SUM(o.amount) / COUNT(*) AS x, ROUND(100 * SUM(o.n)) / COUNT(o.n) AS y FROM ${o}`,
    divided('2'),
    divided('0.5'),
    divided('-3'),
    divided('NULLIF(o.n, 0)'),
    divided('NULLIF(o.n::DOUBLE, 0)'),
    divided('CAST(NULLIF(o.n, 0) AS DOUBLE)'),
    divided('COALESCE(NULLIF(o.n, 0), 1)'),
    divided('GREATEST(o.n, 1)'),
    divided('(ABS(o.n) + 1)'),
    divided('(60 * 60 * 24)'),
    divided('o.n', ' WHERE o.n <> 0'),
    divided('o.n', ' WHERE o.n > 0 AND o.ok'),
    divided('o.n', ' WHERE NOT (o.n = 0 OR o.ok)'),
    divided('o.n', ' WHERE o.n BETWEEN 1 AND 9'),
    divided('o.n', ' WHERE o.n IN (1, 2)'),
    divided('o.n', ' WHERE o.n NOT IN (0, 7)'),
    divided('o.n', ' WHERE COALESCE(o.n, 0) <> 0'),
    `SELECT CASE WHEN o.n = 0 THEN 0 ELSE o.amount / o.n END AS x FROM ${o}`,
    `SELECT CASE WHEN o.n IS NULL OR o.n = 0 THEN 0 ELSE o.amount / o.n END AS x FROM ${o}`,
    `SELECT CASE WHEN o.n <> 0 THEN o.amount / o.n END AS x FROM ${o}`,
    `SELECT CASE o.n WHEN 0 THEN 0 ELSE o.amount / o.n END AS x FROM ${o}`,
    `SELECT IF(o.n > 0, o.amount / o.n, 0) AS x FROM ${o}`,
    `SELECT SUM(o.amount / o.n) FILTER (WHERE o.n > 0) AS x FROM ${o}`,
    `SELECT id FROM ${o} WHERE o.n <> 0 AND o.amount / o.n > 3`,
    `SELECT id FROM ${o} WHERE o.n = 0 OR o.amount / o.n > 3`,
    `SELECT region, SUM(amount) / COUNT(*) AS x FROM ${o} GROUP BY region`,
    `SELECT region, SUM(amount) / SUM(n) AS x FROM ${o} GROUP BY region HAVING SUM(n) > 0`,
    `SELECT id, amount / COUNT(*) OVER (PARTITION BY region) AS x FROM ${o}`,
    `SELECT s / c AS x FROM (SELECT region, SUM(amount) AS s, COUNT(*) AS c FROM ${o} GROUP BY 1)`,
    `WITH q AS (SELECT id, NULLIF(n, 0) AS n FROM ${o}) SELECT id % n AS x FROM q`,
  ].map((text) => [text, ''] as const),
];

const filtered = (condition: string): string => `SELECT id FROM ${o} WHERE ${condition}`;
const never: readonly (readonly [string, string])[] = [
  [filtered('o.region = NULL'), 'SQL205 o.region'],
  [filtered('o.region <> NULL'), 'SQL205 o.region'],
  [filtered("o.region NOT IN ('eu', NULL)"), 'SQL205 o.region'],
  [filtered('o.n IN (NULL)'), 'SQL205 o.n'],
  [filtered('o.n <> o.n'), 'SQL205 o.n'],
  [filtered('o.n > 5 AND o.n < 3'), 'SQL205 o.n'],
  [filtered('o.n > 5 AND o.n < 6'), 'SQL205 o.n'],
  [filtered("o.region = 'eu' AND o.ok AND o.region = 'us'"), 'SQL205 o.region'],
  [filtered("o.day >= '2026-02-01' AND o.day < '2026-01-01'"), 'SQL205 o.day'],
  [filtered('o.n BETWEEN 10 AND 1'), 'SQL205 o.n'],
  [`SELECT CASE o.region WHEN NULL THEN 1 ELSE 2 END AS x FROM ${o}`, 'SQL205 o.region'],
  ...[
    'o.region IS NULL',
    'o.region IS DISTINCT FROM NULL',
    "o.region IN ('eu', NULL)",
    'o.n = o.n',
    'o.n > 5 OR o.n < 3',
    'o.n > 3 AND o.n < 5',
    'o.n >= 5 AND o.n <= 5',
    'o.amount > 5 AND o.amount < 6',
    "o.region = 'eu' AND o.region <> 'us'",
    "o.region >= 'a' AND o.region < 'b'",
    "o.day >= '2026-01-01' AND o.day < '2026-02-01'",
    "o.placed >= TIMESTAMP '2026-01-01 10:00:00' AND o.placed < TIMESTAMP '2026-01-01 10:00:01'",
    '1 = 0',
    'RANDOM() < RANDOM() OR o.n = 1',
  ].map(
    (condition) => [filtered(condition), condition.startsWith('RANDOM') ? 'SQL203 RANDOM, SQL203 RANDOM' : ''] as const,
  ),
];

const left = `FROM ${o} LEFT JOIN ${p} ON p.product_id = o.product_id`;
const undone: readonly (readonly [string, string])[] = [
  [`SELECT o.id ${left} WHERE p.category = 'Home'`, 'SQL206 p.category'],
  [`SELECT o.id ${left} WHERE o.ok AND UPPER(p.category) LIKE 'H%'`, 'SQL206 p.category'],
  [`SELECT o.id ${left} WHERE p.product_id IS NOT NULL`, 'SQL206 p.product_id'],
  [`SELECT o.id ${left} WHERE NOT (p.cost > 3)`, 'SQL206 p.cost'],
  [`SELECT o.id ${left} WHERE p.cost > 3 OR p.cost < 1`, 'SQL206 p.cost'],
  [`SELECT p.cost FROM ${o} RIGHT JOIN ${p} ON p.product_id = o.product_id WHERE o.n > 1`, 'SQL206 o.n'],
  ...[
    `SELECT o.id ${left} WHERE p.product_id IS NULL`,
    `SELECT o.id ${left} WHERE o.n > 1`,
    `SELECT o.id ${left} WHERE p.cost > 3 OR o.ok`,
    `SELECT o.id ${left} WHERE COALESCE(p.category, 'none') = 'none'`,
    `SELECT o.id ${left} WHERE p.category IS DISTINCT FROM 'Home'`,
    `SELECT o.id ${left} WHERE CASE WHEN p.cost > 3 THEN TRUE ELSE TRUE END`,
    `SELECT o.id FROM ${o} LEFT JOIN ${p} ON p.product_id = o.product_id AND p.category = 'Home'`,
    `SELECT o.id FROM ${o} JOIN ${p} ON p.product_id = o.product_id WHERE p.category = 'Home'`,
  ].map((text) => [text, ''] as const),
];

describe.each([
  ['joins that repeat rows', fanOut],
  ['stars', stars],
  ['what differs between runs', unsteady],
  ['divisions', divisions],
  ['conditions that nothing fulfils', never],
  ['outer joins', undone],
])('%s', (_, table) => {
  test.each(table)('%s', async (text, expected) => {
    expect(await said(text)).toBe(expected);
  });
});

test('the seed draws no warning', async () => {
  for (const [path, columns] of [
    [
      'tenants/acme-corp/products/daily_revenue',
      { order_id: 'bigint', product_id: 'bigint', amount: 'decimal(18,2)', region: 'varchar', order_date: 'timestamp' },
    ],
    [
      'tenants/globex-inc/products/weekly_transaction_summary',
      {
        processed_at: 'timestamp',
        transaction_type: 'varchar',
        currency: 'varchar',
        amount: 'decimal(18,2)',
        account_id: 'bigint',
        counterparty: 'varchar',
        status: 'varchar',
      },
    ],
  ] as const) {
    const text = readFileSync(`${path}/transform.sql`, 'utf8');
    const products = relation({ product_id: 'bigint!', category: 'varchar', unit_cost: 'decimal(18,2)' });
    const known = { orders: relation(columns), transactions: relation(columns), products };
    const [reading] = await readAll([text], { refs: known });
    if (reading?.query === undefined || reading.rendered === undefined) throw new Error('not analysed');
    const declaredKeys: LintScope['declaredKeys'] = ({ name }) =>
      ({ orders: [['order_id']], products: [['product_id']], transactions: [['transaction_id']] })[name] ?? [];
    expect(lintQuery(reading.query, reading.rendered, { declaredKeys, starsDrift: true }, {})).toEqual([]);
  }
});
