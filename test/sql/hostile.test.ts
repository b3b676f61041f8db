import { afterAll, describe, expect, test } from 'vitest';
import { hostileConstructs } from './hostile/constructs.ts';
import { hostileFunctions } from './hostile/functions.ts';
import type { Hostile } from './hostile/hostile.ts';
import { hostileNames } from './hostile/names.ts';
import { orders } from './hostile/orders.ts';
import { hostileRelations } from './hostile/relations.ts';
import { hostileStatements } from './hostile/statements.ts';
import { hostileTemplates } from './hostile/templates.ts';
import { emitAll, parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const refs = {
  orders: relation({
    order_id: 'bigint',
    amount: 'decimal(18,2)',
    region: 'varchar',
    ordered_at: 'timestamp',
    tags: 'array(varchar)',
    details: 'json',
  }),
};

const statements: readonly Hostile[] = [
  ...hostileRelations,
  ...hostileNames,
  ...hostileFunctions,
  ...hostileStatements,
  ...hostileTemplates,
  ...hostileConstructs,
  // Relations that nobody declared, wherever one can be hidden.
  ['SELECT * FROM secrets', 'SQL101', 'secrets'],
  [`SELECT o.order_id FROM ${orders} o, secrets`, 'SQL101', 'secrets'],
  [`WITH x AS (SELECT 1 AS a FROM secrets) SELECT a FROM x`, 'SQL101', 'secrets'],
  [`WITH x AS (SELECT 1 AS a), y AS (SELECT a FROM z) SELECT a FROM y`, 'SQL101', 'z'],
  [`SELECT (SELECT MAX(x) FROM secrets) AS a FROM ${orders}`, 'SQL101', 'secrets'],
  [`SELECT order_id FROM ${orders} WHERE order_id IN (SELECT id FROM secrets)`, 'SQL101', 'secrets'],
  [`SELECT order_id FROM ${orders} WHERE EXISTS (SELECT 1 FROM secrets)`, 'SQL101', 'secrets'],
  [`SELECT order_id FROM ${orders} ORDER BY (SELECT 1 FROM secrets)`, 'SQL101', 'secrets'],
  [`SELECT order_id FROM ${orders} LIMIT (SELECT 1 FROM secrets)`, 'SQL101', 'secrets'],
  [`SELECT order_id FROM ${orders} GROUP BY order_id HAVING (SELECT TRUE FROM secrets)`, 'SQL101', 'secrets'],
  [`SELECT a FROM (VALUES ((SELECT 1 FROM secrets))) AS v(a)`, 'SQL101', 'secrets'],
  [`SELECT [(SELECT 1 FROM secrets)] AS a`, 'SQL101', 'secrets'],
  [`SELECT ARRAY(SELECT x FROM secrets) AS a`, 'SQL007', 'SELECT'],
  [`SELECT l.a FROM ${orders} o, LATERAL (SELECT 1 AS a FROM secrets) l`, 'SQL101', 'secrets'],
  [`SELECT SUM(amount) FILTER (WHERE (SELECT TRUE FROM secrets)) AS a FROM ${orders}`, 'SQL101', 'secrets'],
  [`SELECT ROW_NUMBER() OVER (ORDER BY (SELECT 1 FROM secrets)) AS a FROM ${orders}`, 'SQL101', 'secrets'],
  [`SELECT CASE WHEN (SELECT TRUE FROM secrets) THEN 1 END AS a`, 'SQL101', 'secrets'],
  [`SELECT order_id FROM ${orders} UNION ALL SELECT id FROM secrets`, 'SQL101', 'secrets'],
  [`SELECT order_id FROM ${orders} JOIN secrets ON TRUE`, 'SQL101', 'secrets'],
  [`SELECT 1 AS a FROM UNNEST([(SELECT 1 FROM secrets)])`, 'SQL101', 'secrets'],
  ['FROM secrets', 'SQL101', 'secrets'],
  ['TABLE secrets', 'SQL101', 'secrets'],
  // Names with a schema or a catalog.
  ['SELECT * FROM main.secrets', 'SQL111', 'main'],
  ['SELECT * FROM tenant_globex_inc_catalog.finance.weekly', 'SQL111', 'tenant_globex_inc_catalog'],
  ['SELECT * FROM information_schema.tables', 'SQL111', 'information_schema'],
  [`SELECT main.orders.order_id FROM ${orders}`, 'SQL111', 'main.orders.order_id'],
  [`SELECT pg_catalog.version() AS v`, 'SQL007', 'pg_catalog'],
  // Files, networks, settings, the catalog.
  ["SELECT * FROM 'x.csv'", 'SQL101', "'x.csv'"],
  [`SELECT * FROM "s3://bucket/x.parquet"`, 'SQL101', '"s3://bucket/x.parquet"'],
  ["SELECT * FROM read_csv('/etc/passwd')", 'SQL106', 'read_csv'],
  ["SELECT * FROM read_text('/etc/passwd')", 'SQL106', 'read_text'],
  ["SELECT * FROM glob('*')", 'SQL106', 'glob'],
  ["SELECT * FROM query('SELECT 1')", 'SQL106', 'query'],
  ['SELECT * FROM duckdb_settings()', 'SQL106', 'duckdb_settings'],
  ['SELECT * FROM duckdb_secrets()', 'SQL106', 'duckdb_secrets'],
  ["SELECT * FROM postgres_scan('host=x', 'public', 't')", 'SQL106', 'postgres_scan'],
  ["SELECT getenv('HOME') AS a", 'SQL105', 'getenv'],
  ["SELECT current_setting('x') AS a", 'SQL105', 'current_setting'],
  ['SELECT pg_sleep(10) AS a', 'SQL105', 'pg_sleep'],
  ["SELECT pg_read_file('/etc/passwd') AS a", 'SQL105', 'pg_read_file'],
  ["SELECT nextval('s') AS a", 'SQL105', 'nextval'],
  ['SELECT current_user AS a', 'SQL102', 'current_user'],
  [`SELECT ordered_at AT TIME ZONE 'UTC' AS a FROM ${orders}`, 'SQL105', 'AT'],
  // Statements that are no SELECT, or more than one.
  ['DROP TABLE orders', 'SQL004', 'DROP'],
  [`INSERT INTO t SELECT 1`, 'SQL004', 'INSERT'],
  [`CREATE TABLE t AS SELECT 1`, 'SQL004', 'CREATE'],
  ["ATTACH 'x.db'", 'SQL004', 'ATTACH'],
  ["COPY (SELECT 1) TO 'x.csv'", 'SQL004', 'COPY'],
  ['SET memory_limit = 1', 'SQL004', 'SET'],
  ['PRAGMA database_list', 'SQL004', 'PRAGMA'],
  ['DESCRIBE orders', 'SQL004', 'DESCRIBE'],
  ['SHOW TABLES', 'SQL004', 'SHOW'],
  ['SUMMARIZE orders', 'SQL004', 'SUMMARIZE'],
  ['SELECT * FROM (DESCRIBE orders)', 'SQL004', 'SELECT'],
  ['EXPLAIN SELECT 1', 'SQL004', 'EXPLAIN'],
  ['CALL x()', 'SQL004', 'CALL'],
  [`WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x`, 'SQL004', 'WITH'],
  ['SELECT 1 AS a INTO t', 'SQL004', 'SELECT'],
  [`SELECT order_id FROM ${orders} FOR UPDATE`, 'SQL004', 'SELECT'],
  [`SELECT 1 AS a; DROP TABLE t`, 'SQL005', 'DROP'],
  ['SELECT 1 AS a; SELECT 2 AS b', 'SQL005', 'SELECT'],
  ['', 'SQL005', ''],
  ['-- nothing', 'SQL005', '--'],
  // Placeholders that nobody wrote for the author, and templates out of place.
  ['SELECT * FROM "{{ref:orders}}"', 'SQL002', '{{ref:orders}}'],
  [`SELECT * FROM "ref:orders"`, 'SQL101', '"ref:orders"'],
  [`SELECT ${orders} AS a FROM ${orders}`, 'SQL007', orders],
  [`SELECT 1 AS a FROM (SELECT 1 AS b) AS ${orders}`, 'SQL001', orders],
  ['SELECT \'{{ ref("orders") }}\' AS a', 'SQL002', '{{ ref("orders") }}'],
  ["SELECT 1 AS a FROM {{ ref('orders')", 'SQL001', '{{'],
  ["SELECT 1 AS a FROM {{ ref('or''ders') }}", 'SQL001', "{{ ref('or''ders') }}"],
  [
    `SELECT 1 AS a FROM {{ ref('a" UNION SELECT * FROM secrets --') }}`,
    'SQL001',
    `{{ ref('a" UNION SELECT * FROM secrets --') }}`,
  ],
  ['SELECT 1 AS a FROM {{ this }}', 'SQL108', 'this'],
  ['SELECT {{ env }} AS a', 'SQL001', '{{ env }}'],
  ["SELECT {{ var('nothing') }} AS a", 'SQL107', 'nothing'],
  // Look-alikes and syntax of other times.
  ['SELECT * FROM оrders', 'SQL101', 'оrders'],
  ['SELECT * FROM orders\u200b', 'SQL101', 'orders'],
  ['SELECT $1 AS a', 'SQL007', '$1'],
  ["SELECT COLUMNS('a.*') FROM " + orders, 'SQL007', 'COLUMNS'],
  [`SELECT * FROM ${orders} TABLESAMPLE 10%`, 'SQL007', orders],
  [`SELECT * FROM ${orders} POSITIONAL JOIN ${orders} b`, 'SQL007', 'POSITIONAL'],
  [`SELECT * FROM ${orders} a ASOF JOIN ${orders} b USING (ordered_at)`, 'SQL007', 'ASOF'],
  [`PIVOT ${orders} ON region USING SUM(amount)`, 'SQL004', 'PIVOT'],
  [`SELECT LIST_TRANSFORM(tags, x -> x) AS a FROM ${orders}`, 'SQL105', 'LIST_TRANSFORM'],
  ["SELECT {'a': 1} AS a", 'SQL007', '1'],
  [`SELECT region COLLATE NOCASE AS a FROM ${orders}`, 'SQL007', 'region'],
  ["SELECT CAST('a' AS ENUM('a')) AS a", 'TYP103', 'CAST'],
];

describe('hostile statements', () => {
  test('are all refused, each at its place', async () => {
    expect(new Set(statements.map(([text]) => text)).size).toBe(statements.length);
    const readings = await readAll(
      statements.map(([text]) => text),
      { refs },
    );
    const seen = readings.map(({ text, findings }) => {
      const [first] = findings;
      return [text, first?.code, text.slice(first?.place?.start, first?.place?.end)];
    });
    expect(seen).toEqual(statements.map((statement) => [...statement]));
    expect(readings.filter((reading) => reading.query !== undefined)).toEqual([]);
  });

  test('what the parser itself leaves out of the tree is in no emitted text', async () => {
    const texts = [
      `SELECT order_id FROM ${orders} WINDOW w AS (PARTITION BY (SELECT 1 FROM secrets))`,
      `SELECT COUNT(secrets.*) AS n FROM ${orders}`,
      `SELECT order_id FROM ${orders}secrets`,
    ];
    const readings = await readAll(texts, { refs });
    const emitted = readings.map(({ query }) => query && emitAll(query).duckdb);
    expect(emitted).toEqual([
      'SELECT\n  "orders"."order_id" AS "order_id"\nFROM "orders" AS "orders"',
      'SELECT\n  COUNT(*) AS "n"\nFROM "orders" AS "orders"',
      'SELECT\n  "secrets"."order_id" AS "order_id"\nFROM "orders" AS "secrets"',
    ]);
    expect(readings.map(({ query }) => query?.reads.map((one) => one.name))).toEqual([
      ['orders'],
      ['orders'],
      ['orders'],
    ]);
  });

  test('a template in a comment is no template, and what stands behind it is seen', async () => {
    const [remark, after] = await readAll(
      ["SELECT 1 AS a -- {{ ref('nothing') }}\n", 'SELECT 1 AS a /* {{ */ FROM secrets'],
      { refs },
    );
    expect(remark?.query?.reads).toEqual([]);
    expect(after?.findings.map((finding) => finding.code)).toEqual(['SQL101']);
  });

  test('a check reads `this` and nothing else', async () => {
    const self = relation({ a: 'integer' });
    const texts = [
      "SELECT COUNT(*) FROM {{ ref('orders') }}",
      'SELECT COUNT(*) FROM this',
      'SELECT COUNT(*) FROM {{ this }}, secrets',
    ];
    const readings = await readAll(texts, { self, purpose: 'check' });
    expect(readings.map((reading) => reading.findings.map((finding) => finding.code))).toEqual([
      ['SQL108'],
      ['SQL101'],
      ['SQL101'],
    ]);
  });

  test('large and deep texts are refused at once', async () => {
    const or = `SELECT order_id FROM ${orders} WHERE ${Array.from({ length: 3000 }, (_, i) => `order_id = ${i}`).join(' OR ')}`;
    const sum = `SELECT ${Array.from({ length: 900 }, () => 'order_id').join(' + ')} AS a FROM ${orders}`;
    const parentheses = `SELECT ${'('.repeat(200)}1${')'.repeat(200)} AS a`;
    const union = Array.from({ length: 2000 }, () => 'SELECT 1 AS a').join(' UNION ALL ');
    const nested = `${'SELECT a FROM ('.repeat(300)}SELECT 1 AS a${') x'.repeat(300)}`;
    const cases = `SELECT ${'CASE WHEN TRUE THEN '.repeat(450)}1${' END'.repeat(450)} AS a`;
    const long = `SELECT '${'x'.repeat(300_000)}' AS a`;
    const readings = await readAll([or, sum, parentheses, union, nested, cases, long], { refs });
    expect(readings.map((reading) => reading.findings.map((finding) => finding.code))).toEqual([
      [],
      ['SQL006'],
      [],
      [],
      ['SQL006'],
      ['SQL006'],
      ['SQL006'],
    ]);
  });
});
