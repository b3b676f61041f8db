import type { Labelled } from './labelled.ts';

/** One expression each: its type, whether it may be NULL, and what it is made of. */
export const labelledExpressions: readonly Labelled[] = [
  {
    sql: 'SELECT id, region FROM orders',
    columns: { id: 'bigint! <- orders.id', region: 'varchar! <- orders.region' },
  },
  { sql: 'SELECT amount * 2 AS x FROM orders', columns: { x: 'decimal(18,2) <- orders.amount' } },
  { sql: 'SELECT price * pieces AS x FROM items', columns: { x: 'decimal(18,2) <- items.pieces items.price' } },
  { sql: 'SELECT price + pieces AS x FROM items', columns: { x: 'decimal(13,2) <- items.pieces items.price' } },
  { sql: 'SELECT price / pieces AS x FROM items', columns: { x: 'double <- items.pieces items.price' } },
  { sql: 'SELECT pieces // pieces AS x FROM items', columns: { x: 'integer <- items.pieces' } },
  {
    sql: 'SELECT pieces // 2 AS x, pieces % 3 AS y, pieces // 0 AS z FROM items',
    columns: { x: 'integer! <- items.pieces', y: 'integer! <- items.pieces', z: 'integer <- items.pieces' },
  },
  { sql: 'SELECT pieces % pieces AS x FROM items', columns: { x: 'integer <- items.pieces' } },
  { sql: 'SELECT id + pieces AS x FROM orders, items', columns: { x: 'bigint! <- items.pieces orders.id' } },
  {
    sql: 'SELECT -amount AS x, +id AS y FROM orders',
    columns: { x: 'decimal(18,2) <- orders.amount', y: 'bigint! <- orders.id' },
  },
  { sql: 'SELECT region = sku AS x FROM orders, items', columns: { x: 'boolean! <- items.sku orders.region' } },
  { sql: 'SELECT amount > 3 AS x FROM orders', columns: { x: 'boolean <- orders.amount' } },
  { sql: 'SELECT amount IS NULL AS x FROM orders', columns: { x: 'boolean! <- orders.amount' } },
  { sql: 'SELECT amount IS DISTINCT FROM 3 AS x FROM orders', columns: { x: 'boolean! <- orders.amount' } },
  { sql: 'SELECT active AND level > 1 AS x FROM people', columns: { x: 'boolean <- people.active people.level' } },
  { sql: 'SELECT NOT active AS x FROM people', columns: { x: 'boolean! <- people.active' } },
  { sql: 'SELECT id BETWEEN 1 AND 5 AS x FROM orders', columns: { x: 'boolean! <- orders.id' } },
  { sql: "SELECT region IN ('a', 'b') AS x FROM orders", columns: { x: 'boolean! <- orders.region' } },
  {
    sql: "SELECT region IN ('a', name) AS x FROM orders, people",
    columns: { x: 'boolean <- orders.region people.name' },
  },
  {
    sql: "SELECT region || '-' || name AS x FROM orders, people",
    columns: { x: 'varchar <- orders.region people.name' },
  },
  {
    sql: "SELECT CONCAT(region, '-', name) AS x FROM orders, people",
    columns: { x: 'varchar! <- orders.region people.name' },
  },
  { sql: "SELECT region LIKE 'e%' AS x FROM orders", columns: { x: 'boolean! <- orders.region' } },
  {
    sql: 'SELECT LENGTH(region) AS x, UPPER(name) AS y FROM orders, people',
    columns: { x: 'bigint! <- orders.region', y: 'varchar <- people.name' },
  },
  {
    sql: 'SELECT COALESCE(name, region) AS x FROM orders, people',
    columns: { x: 'varchar! <- orders.region people.name' },
  },
  {
    sql: 'SELECT COALESCE(amount, price) AS x FROM orders, items',
    columns: { x: 'decimal(18,2) <- items.price orders.amount' },
  },
  { sql: "SELECT NULLIF(region, 'x') AS x FROM orders", columns: { x: 'varchar <- orders.region' } },
  { sql: 'SELECT GREATEST(id, pieces) AS x FROM orders, items', columns: { x: 'bigint! <- items.pieces orders.id' } },
  { sql: 'SELECT LEAST(level, person) AS x FROM people', columns: { x: 'bigint! <- people.level people.person' } },
  {
    sql: "SELECT CASE WHEN active THEN 'on' ELSE 'off' END AS x FROM people",
    columns: { x: 'varchar! <- people.active:filter' },
  },
  {
    sql: 'SELECT CASE WHEN active THEN level END AS x FROM people',
    columns: { x: 'integer <- people.active:filter people.level' },
  },
  {
    sql: 'SELECT CASE level WHEN 1 THEN name WHEN 2 THEN region ELSE sku END AS x FROM people, orders, items',
    columns: { x: 'varchar <- items.sku orders.region people.level:filter people.name' },
  },
  {
    sql: 'SELECT CASE WHEN active THEN 1 ELSE 2.5 END AS x FROM people',
    columns: { x: 'decimal(11,1)! <- people.active:filter' },
  },
  {
    sql: 'SELECT IF(active, id, 0) AS x FROM people, orders',
    columns: { x: 'bigint! <- orders.id people.active:filter' },
  },
  { sql: 'SELECT CAST(amount AS INTEGER) AS x FROM orders', columns: { x: 'integer <- orders.amount' } },
  { sql: 'SELECT CAST(id AS VARCHAR) AS x FROM orders', columns: { x: 'varchar! <- orders.id' } },
  { sql: 'SELECT TRY_CAST(region AS INTEGER) AS x FROM orders', columns: { x: 'integer <- orders.region' } },
  { sql: 'SELECT CAST(placed AS DATE) AS x FROM orders', columns: { x: 'date <- orders.placed' } },
  { sql: "SELECT DATE_TRUNC('month', born) AS x FROM people", columns: { x: 'timestamp <- people.born' } },
  {
    sql: 'SELECT EXTRACT(year FROM placed) AS x, MONTH(born) AS y FROM orders, people',
    columns: { x: 'bigint <- orders.placed', y: 'bigint <- people.born' },
  },
  {
    sql: 'SELECT born + 7 AS x, born + INTERVAL 1 MONTH AS y FROM people',
    columns: { x: 'date <- people.born', y: 'timestamp <- people.born' },
  },
  {
    sql: "SELECT DATEDIFF('day', born, placed) AS x FROM people, orders",
    columns: { x: 'bigint <- orders.placed people.born' },
  },
  { sql: "SELECT STRFTIME(placed, '%Y-%m') AS x FROM orders", columns: { x: 'varchar <- orders.placed' } },
  { sql: 'SELECT CURRENT_DATE AS x, NOW() AS y', columns: { x: 'date! <-', y: 'timestamp! <-' }, key: '' },
  {
    sql: 'SELECT ROUND(price, 1) AS x, ROUND(score) AS y, CEIL(price) AS z FROM items, people',
    columns: { x: 'decimal(10,1) <- items.price', y: 'double <- people.score', z: 'decimal(10,0) <- items.price' },
  },
  {
    sql: 'SELECT ABS(level) AS x, SQRT(level) AS y FROM people',
    columns: { x: 'integer <- people.level', y: 'double <- people.level' },
  },
  {
    sql: "SELECT profile -> '$.a' AS x, profile ->> 'b' AS y FROM people",
    columns: { x: 'json <- people.profile', y: 'varchar <- people.profile' },
  },
  {
    sql: 'SELECT tags[1] AS x, LEN(tags) AS y FROM people',
    columns: { x: 'varchar <- people.tags', y: 'bigint <- people.tags' },
  },
  {
    sql: "SELECT LIST_CONTAINS(tags, 'a') AS x, tags[1:2] AS y FROM people",
    columns: { x: 'boolean <- people.tags', y: 'array(varchar) <- people.tags' },
  },
  {
    sql: "SELECT SPLIT_PART(name, ' ', 1) AS x, REVERSE(name) AS y FROM people",
    columns: { x: 'varchar <- people.name', y: 'varchar <- people.name' },
  },
  {
    sql: 'SELECT MD5(name) AS x, SHA256(region) AS y FROM people, orders',
    columns: { x: 'varchar <- people.name(md5)', y: 'varchar! <- orders.region(sha256)' },
  },
  {
    sql: 'SELECT COALESCE(MD5(name), name) AS x FROM people',
    columns: { x: 'varchar <- people.name people.name(md5)' },
  },
  {
    sql: 'SELECT 1 AS a, 2.50 AS b, 1e3 AS c, CAST(NULL AS DATE) AS d',
    columns: { a: 'integer! <-', b: 'decimal(3,2)! <-', c: 'double! <-', d: 'date <-' },
    key: '',
  },
  {
    sql: "SELECT 3000000000 AS a, 'x' AS b, TRUE AS c, DATE '2026-01-01' AS d",
    columns: { a: 'bigint! <-', b: 'varchar! <-', c: 'boolean! <-', d: 'date! <-' },
    key: '',
  },
];
