import type { Labelled } from './labelled.ts';

/** Aggregates, groups and windows. */
export const labelledGroups: readonly Labelled[] = [
  {
    sql: 'SELECT COUNT(*) AS n, COUNT(amount) AS m FROM orders',
    columns: { n: 'bigint! <-', m: 'bigint! <- orders.amount:aggregate' },
    key: '',
  },
  {
    sql: 'SELECT SUM(amount) AS s, AVG(amount) AS a, MAX(region) AS m FROM orders',
    columns: {
      s: 'decimal(38,2) <- orders.amount:aggregate',
      a: 'double <- orders.amount:aggregate',
      m: 'varchar <- orders.region:aggregate',
    },
    key: '',
  },
  {
    sql: 'SELECT SUM(pieces) AS s, SUM(order_id) AS t FROM items',
    columns: { s: 'decimal(38,0) <- items.pieces:aggregate', t: 'decimal(38,0) <- items.order_id:aggregate' },
    key: '',
  },
  {
    sql: 'SELECT region, COUNT(*) AS n FROM orders GROUP BY region',
    columns: { region: 'varchar! <- orders.region', n: 'bigint! <-' },
    rows: 'orders.region:group',
    key: 'region',
  },
  {
    sql: 'SELECT COUNT(*) AS n FROM orders GROUP BY region',
    columns: { n: 'bigint! <-' },
    rows: 'orders.region:group',
  },
  {
    sql: 'SELECT UPPER(region) AS r, MIN(placed) AS first FROM orders GROUP BY UPPER(region)',
    columns: { r: 'varchar! <- orders.region', first: 'timestamp <- orders.placed:aggregate' },
    rows: 'orders.region:group',
    key: 'r',
  },
  {
    sql: "SELECT DATE_TRUNC('day', placed) AS day, region, SUM(amount) AS s FROM orders GROUP BY ALL",
    columns: {
      day: 'timestamp <- orders.placed',
      region: 'varchar! <- orders.region',
      s: 'decimal(38,2) <- orders.amount:aggregate',
    },
    rows: 'orders.placed:group orders.region:group',
    key: 'day region',
  },
  {
    sql: 'SELECT region, SUM(amount) AS s FROM orders GROUP BY region HAVING COUNT(*) > 1 AND MAX(placed) IS NOT NULL',
    columns: { region: 'varchar! <- orders.region', s: 'decimal(38,2) <- orders.amount:aggregate' },
    rows: 'orders.placed:filter orders.region:group',
    key: 'region',
  },
  {
    sql: "SELECT SUM(amount) FILTER (WHERE region = 'eu') AS s FROM orders",
    columns: { s: 'decimal(38,2) <- orders.amount:aggregate orders.region:filter' },
    key: '',
  },
  {
    sql: 'SELECT COUNT(DISTINCT region) AS n FROM orders',
    columns: { n: 'bigint! <- orders.region:aggregate' },
    key: '',
  },
  {
    sql: "SELECT STRING_AGG(sku, ',' ORDER BY price DESC, sku) AS s FROM items",
    columns: { s: 'varchar <- items.price:order items.sku:aggregate items.sku:order' },
    key: '',
  },
  {
    sql: 'SELECT ARRAY_AGG(sku ORDER BY sku) AS s FROM items',
    columns: { s: 'array(varchar) <- items.sku:aggregate items.sku:order' },
    key: '',
  },
  {
    sql: 'SELECT ARG_MAX(region, placed) AS r FROM orders',
    columns: { r: 'varchar <- orders.placed:aggregate orders.region:aggregate' },
    key: '',
  },
  {
    sql: 'SELECT BOOL_OR(active) AS b, MEDIAN(level) AS m, STDDEV(score) AS d FROM people',
    columns: {
      b: 'boolean <- people.active:aggregate',
      m: 'double <- people.level:aggregate',
      d: 'double <- people.score:aggregate',
    },
    key: '',
  },
  {
    sql: 'SELECT region, SUM(amount) / COUNT(*) AS x FROM orders GROUP BY region',
    columns: { region: 'varchar! <- orders.region', x: 'double <- orders.amount:aggregate' },
    rows: 'orders.region:group',
    key: 'region',
  },
  {
    sql: 'SELECT region, GROUPING(region) AS g, COUNT(*) AS n FROM orders GROUP BY ROLLUP (region)',
    columns: { region: 'varchar <- orders.region', g: 'bigint! <- orders.region:group', n: 'bigint! <-' },
    rows: 'orders.region:group',
  },
  {
    sql: 'SELECT region, sku, COUNT(*) AS n FROM orders, items GROUP BY GROUPING SETS ((region, sku), (region))',
    columns: { region: 'varchar! <- orders.region', sku: 'varchar <- items.sku', n: 'bigint! <-' },
    rows: 'items.sku:group orders.region:group',
  },
  {
    sql: 'SELECT DISTINCT region, CAST(placed AS DATE) AS day FROM orders',
    columns: { region: 'varchar! <- orders.region', day: 'date <- orders.placed' },
    rows: 'orders.placed:group orders.region:group',
    key: 'region day',
  },
  {
    sql: 'SELECT DISTINCT ON (region) region, id FROM orders ORDER BY region, placed DESC',
    columns: { region: 'varchar! <- orders.region', id: 'bigint! <- orders.id' },
    rows: 'orders.placed:order orders.region:group orders.region:order',
    key: 'region',
  },
  {
    sql: 'SELECT id, RANK() OVER (ORDER BY amount DESC) AS r FROM orders',
    columns: { id: 'bigint! <- orders.id', r: 'bigint! <- orders.amount:window' },
  },
  {
    sql: 'SELECT SUM(amount) OVER (PARTITION BY region) AS s FROM orders',
    columns: { s: 'decimal(38,2) <- orders.amount:aggregate orders.region:window' },
  },
  {
    sql: 'SELECT COUNT(*) OVER (PARTITION BY region ORDER BY placed) AS n FROM orders',
    columns: { n: 'bigint! <- orders.placed:window orders.region:window' },
  },
  {
    sql: "SELECT LAG(region) OVER (ORDER BY id) AS before, LEAD(region, 1, 'none') OVER (ORDER BY id) AS after FROM orders",
    columns: {
      before: 'varchar <- orders.id:window orders.region',
      after: 'varchar! <- orders.id:window orders.region',
    },
  },
  {
    sql: 'SELECT FIRST_VALUE(region) OVER (PARTITION BY CAST(placed AS DATE) ORDER BY id) AS f FROM orders',
    columns: { f: 'varchar! <- orders.id:window orders.placed:window orders.region' },
  },
  {
    sql: 'SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY region ORDER BY placed DESC) = 1',
    columns: { id: 'bigint! <- orders.id' },
    rows: 'orders.placed:filter orders.region:filter',
  },
  {
    sql: 'SELECT region, RANK() OVER (ORDER BY SUM(amount)) AS r FROM orders GROUP BY region',
    columns: { region: 'varchar! <- orders.region', r: 'bigint! <- orders.amount:window' },
    rows: 'orders.region:group',
    key: 'region',
  },
  {
    sql: 'SELECT NTILE(4) OVER (ORDER BY id) AS q, PERCENT_RANK() OVER (ORDER BY id) AS p FROM orders',
    columns: { q: 'bigint! <- orders.id:window', p: 'double! <- orders.id:window' },
  },
  {
    sql: 'SELECT AVG(score) OVER (ORDER BY person ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS a FROM people',
    columns: { a: 'double <- people.person:window people.score:aggregate' },
  },
];
