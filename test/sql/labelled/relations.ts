import type { Labelled } from './labelled.ts';

/** Joins, subqueries, CTEs, set operations, stars and orders. */
export const labelledRelations: readonly Labelled[] = [
  {
    sql: 'SELECT o.id, i.sku FROM orders o JOIN items i ON i.order_id = o.id',
    columns: { id: 'bigint! <- orders.id', sku: 'varchar! <- items.sku' },
    rows: 'items.order_id:join orders.id:join',
  },
  {
    sql: 'SELECT o.id, i.sku FROM orders o RIGHT JOIN items i ON i.order_id = o.id',
    columns: { id: 'bigint <- orders.id', sku: 'varchar! <- items.sku' },
    rows: 'items.order_id:join orders.id:join',
  },
  {
    sql: 'SELECT o.region, i.sku FROM orders o FULL JOIN items i ON i.order_id = o.id',
    columns: { region: 'varchar <- orders.region', sku: 'varchar <- items.sku' },
    rows: 'items.order_id:join orders.id:join',
  },
  {
    sql: 'SELECT region, sku FROM orders CROSS JOIN items',
    columns: { region: 'varchar! <- orders.region', sku: 'varchar! <- items.sku' },
  },
  {
    sql: "SELECT o.id, COALESCE(i.sku, 'none') AS sku FROM orders o LEFT JOIN items i ON i.order_id = o.id AND i.price > 1",
    columns: { id: 'bigint! <- orders.id', sku: 'varchar! <- items.sku' },
    rows: 'items.order_id:join items.price:join orders.id:join',
  },
  {
    sql: 'SELECT o.id FROM orders o SEMI JOIN items i ON i.order_id = o.id',
    columns: { id: 'bigint! <- orders.id' },
    rows: 'items.order_id:join orders.id:join',
  },
  {
    sql: 'SELECT id, a.region AS r, b.placed AS p FROM orders a JOIN orders b USING (id)',
    columns: { id: 'bigint! <- orders.id', r: 'varchar! <- orders.region', p: 'timestamp <- orders.placed' },
    rows: 'orders.id:join',
  },
  {
    sql: 'SELECT id FROM (SELECT id FROM orders) a FULL JOIN (SELECT order_id AS id FROM items) b USING (id)',
    columns: { id: 'bigint <- items.order_id orders.id' },
    rows: 'items.order_id:join orders.id:join',
  },
  {
    sql: 'SELECT id FROM (SELECT id FROM orders) a LEFT JOIN (SELECT order_id AS id FROM items) b USING (id)',
    columns: { id: 'bigint! <- orders.id' },
    rows: 'items.order_id:join orders.id:join',
  },
  {
    sql: 'SELECT id FROM orders WHERE id IN (SELECT order_id FROM items WHERE price > 3)',
    columns: { id: 'bigint! <- orders.id' },
    rows: 'items.order_id:filter items.price:filter orders.id:filter',
  },
  {
    sql: 'SELECT id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM items i WHERE i.order_id = o.id)',
    columns: { id: 'bigint! <- orders.id' },
    rows: 'items.order_id:filter orders.id:filter',
  },
  {
    sql: 'SELECT id, (SELECT COUNT(*) FROM items i WHERE i.order_id = o.id) AS n FROM orders o',
    columns: { id: 'bigint! <- orders.id', n: 'bigint! <- items.order_id:filter orders.id:filter' },
  },
  {
    sql: 'SELECT id, EXISTS (SELECT 1 FROM items i WHERE i.order_id = o.id) AS b FROM orders o',
    columns: { id: 'bigint! <- orders.id', b: 'boolean! <- items.order_id:filter orders.id:filter' },
  },
  {
    sql: 'SELECT id, id IN (SELECT order_id FROM items) AS b FROM orders',
    columns: { id: 'bigint! <- orders.id', b: 'boolean <- items.order_id orders.id' },
  },
  {
    sql: 'SELECT o.id, l.top FROM orders o, LATERAL (SELECT MAX(price) AS top FROM items i WHERE i.order_id = o.id) l',
    columns: { id: 'bigint! <- orders.id', top: 'decimal(10,2) <- items.price:aggregate' },
    rows: 'items.order_id:filter orders.id:filter',
  },
  {
    sql: 'SELECT p.person, t.tag FROM people p, UNNEST(p.tags) AS t(tag)',
    columns: { person: 'bigint! <- people.person', tag: 'varchar <- people.tags' },
    rows: 'people.tags:join',
  },
  { sql: 'SELECT x FROM range(3) t(x)', columns: { x: 'bigint! <-' } },
  { sql: "SELECT a, b FROM (VALUES (1, 'x'), (2, NULL)) v(a, b)", columns: { a: 'integer! <-', b: 'varchar <-' } },
  {
    sql: 'WITH t AS (SELECT region, amount FROM orders WHERE id > 1) SELECT region, amount FROM t WHERE amount > 2',
    columns: { region: 'varchar! <- orders.region', amount: 'decimal(18,2) <- orders.amount' },
    rows: 'orders.amount:filter orders.id:filter',
  },
  {
    sql: 'WITH t AS (SELECT region AS r, COUNT(*) AS n FROM orders GROUP BY region) SELECT a.r, b.n FROM t a JOIN t b ON a.r = b.r',
    columns: { r: 'varchar! <- orders.region', n: 'bigint! <-' },
    rows: 'orders.region:group orders.region:join',
  },
  {
    sql: 'WITH orders2(a, b) AS (SELECT id, region FROM orders) SELECT b AS c FROM orders2',
    columns: { c: 'varchar! <- orders.region' },
  },
  {
    sql: 'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r',
    columns: { n: 'integer <-' },
  },
  {
    sql: 'WITH RECURSIVE r(n, m) AS (SELECT id, amount FROM orders UNION ALL SELECT n + 1, m FROM r WHERE n < 3) SELECT n, m FROM r',
    columns: { n: 'bigint <- orders.id', m: 'decimal(18,2) <- orders.amount' },
    rows: 'orders.id:filter',
  },
  {
    sql: 'SELECT id AS x, region AS y FROM orders UNION ALL SELECT order_id, sku FROM items',
    columns: { x: 'bigint <- items.order_id orders.id', y: 'varchar! <- items.sku orders.region' },
  },
  {
    sql: 'SELECT pieces AS x FROM items UNION ALL SELECT price FROM items',
    columns: { x: 'decimal(12,2) <- items.pieces items.price' },
  },
  {
    sql: 'SELECT id AS x FROM orders EXCEPT SELECT order_id FROM items',
    columns: { x: 'bigint! <- orders.id' },
    rows: 'items.order_id:group orders.id:group',
    key: 'x',
  },
  {
    sql: 'SELECT order_id AS x FROM items INTERSECT SELECT id FROM orders',
    columns: { x: 'bigint! <- items.order_id orders.id' },
    rows: 'items.order_id:group orders.id:group',
    key: 'x',
  },
  {
    sql: 'SELECT * FROM orders',
    columns: {
      id: 'bigint! <- orders.id',
      amount: 'decimal(18,2) <- orders.amount',
      region: 'varchar! <- orders.region',
      placed: 'timestamp <- orders.placed',
    },
  },
  {
    sql: 'SELECT i.*, o.region FROM orders o LEFT JOIN items i ON i.order_id = o.id',
    columns: {
      order_id: 'bigint <- items.order_id',
      price: 'decimal(10,2) <- items.price',
      sku: 'varchar <- items.sku',
      pieces: 'integer <- items.pieces',
      region: 'varchar! <- orders.region',
    },
    rows: 'items.order_id:join orders.id:join',
  },
  {
    sql: 'SELECT * EXCLUDE (id, placed) REPLACE (COALESCE(amount, 0) AS amount) FROM orders',
    columns: { amount: 'decimal(18,2)! <- orders.amount', region: 'varchar! <- orders.region' },
  },
  {
    sql: 'SELECT * RENAME (sku AS article) FROM (SELECT sku, price FROM items)',
    columns: { article: 'varchar! <- items.sku', price: 'decimal(10,2) <- items.price' },
  },
  { sql: 'SELECT id FROM orders ORDER BY placed', columns: { id: 'bigint! <- orders.id' } },
  {
    sql: 'SELECT id FROM orders ORDER BY placed, id LIMIT 5',
    columns: { id: 'bigint! <- orders.id' },
    rows: 'orders.id:order orders.placed:order',
  },
  {
    sql: 'SELECT id + 1 AS next, next * 2 AS twice FROM orders',
    columns: { next: 'bigint! <- orders.id', twice: 'bigint! <- orders.id' },
  },
  {
    sql: 'SELECT (SELECT region FROM orders ORDER BY id LIMIT 1) AS r',
    columns: { r: 'varchar <- orders.id:filter orders.region' },
    key: '',
  },
  {
    sql: 'SELECT SUM(s) AS total FROM (SELECT SUM(amount) AS s FROM orders GROUP BY region)',
    columns: { total: 'decimal(38,2) <- orders.amount:aggregate' },
    rows: 'orders.region:group',
    key: '',
  },
  {
    sql: "SELECT a.id FROM orders a, orders b WHERE a.id = b.id AND b.region = 'eu'",
    columns: { id: 'bigint! <- orders.id' },
    rows: 'orders.id:filter orders.region:filter',
  },
  {
    sql: 'SELECT id FROM orders WHERE amount IS NOT NULL',
    columns: { id: 'bigint! <- orders.id' },
    rows: 'orders.amount:filter',
  },
  {
    sql: 'SELECT id FROM orders a JOIN orders b USING (id) RIGHT JOIN items i ON i.order_id = a.id',
    columns: { id: 'bigint <- orders.id' },
    rows: 'items.order_id:join orders.id:join',
  },
  {
    sql: "WITH t AS (SELECT region, COALESCE(region, 'all') AS place, COUNT(*) AS n FROM orders GROUP BY ROLLUP (region)) SELECT region, place, n FROM t",
    columns: { region: 'varchar <- orders.region', place: 'varchar! <- orders.region', n: 'bigint! <-' },
    rows: 'orders.region:group',
  },
];
