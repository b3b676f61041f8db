import fc from 'fast-check';
import { aggregate, windowed } from './calls.ts';
import { any, bool, date, dec, exact, fill, from, int, json, list, str, time, type Text } from './expressions.ts';

const facts = "{{ ref('facts') }}";
const dims = "{{ ref('dims') }}";
const source = fc.oneof(
  from(facts, facts),
  fill(
    `${facts} $1 JOIN ${dims} ON $2`,
    from('', 'LEFT', 'RIGHT', 'FULL'),
    from('i = di', 'k = dk', 'i = di AND s = ds', 's = ds'),
  ),
  fill(`(SELECT * FROM ${facts} WHERE $1) AS q`, bool),
  fill(`(SELECT * EXCLUDE (n) REPLACE ($1 AS s), $2 AS n FROM ${facts}) AS q`, str, dec),
  fill(`${facts} CROSS JOIN LATERAL (SELECT $1 AS di, $2 AS ds) AS q`, int, str),
  fill(
    `${facts} $1 JOIN LATERAL (SELECT COUNT(*) AS di, MAX(ds) AS ds FROM ${dims} WHERE $2) AS q ON TRUE`,
    from('', 'LEFT'),
    from('di = i', 'dk > k AND ds = s', 'dd >= d'),
  ),
  fill(`${facts}, ${dims} AS h`),
  fill(
    `${facts} LEFT JOIN (SELECT di, MAX(ds) AS ds, COUNT(*) AS c FROM ${dims} GROUP BY ALL) AS h ON $1`,
    from('i = di', 'h.di = k AND b'),
  ),
  fill(
    `${facts} JOIN (VALUES (1, 'a'), (7, NULL), (NULL, 'l')) AS v(di, ds) ON $1`,
    from('i = v.di', 's = v.ds OR i > v.di'),
  ),
  fill(`(SELECT DISTINCT ON ($1) * FROM ${facts} ORDER BY $1, k) AS q`, from('i', 's', 'b', 'd', 'i, b')),
);

/** A query of the authoring dialect over `facts` and `dims`, whose result does not hang on the order of rows. */
export const randomQuery: Text = fc.oneof(
  { weight: 4, arbitrary: fill('SELECT k, $1 AS x, $2 AS y FROM $3 WHERE $4', any, any, source, bool) },
  { weight: 2, arbitrary: fill(`SELECT k, $1 AS x, $2 AS y, $3 AS z FROM ${facts}`, any, any, any) },
  {
    weight: 3,
    arbitrary: fill(
      'SELECT $1 AS x, $2 AS a, $3 AS c FROM $4 GROUP BY $5',
      exact,
      aggregate,
      aggregate,
      source,
      from('1', 'x', 'ALL'),
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      'SELECT COALESCE(i, $1) AS x, (s || $2) AS y, $3 AS a FROM $4 GROUP BY $5 (1, 2)',
      int,
      str,
      aggregate,
      from(facts),
      from('ROLLUP', 'CUBE'),
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      'SELECT $1 AS x, $2 AS a FROM $3 GROUP BY 1 HAVING $4 > 1',
      exact,
      aggregate,
      source,
      from('COUNT(*)', 'MAX(i)', 'SUM(n)'),
    ),
  },
  { weight: 2, arbitrary: fill(`SELECT k, $1 AS x, $2 AS y FROM ${facts}`, windowed, windowed) },
  {
    weight: 1,
    arbitrary: fill(
      `SELECT k, $1 AS x FROM ${facts} QUALIFY ROW_NUMBER() OVER (PARTITION BY $2 ORDER BY $3, k DESC) = 1`,
      any,
      exact,
      exact,
    ),
  },
  { weight: 1, arbitrary: fill('SELECT DISTINCT $1 AS x, $2 AS y FROM $3', exact, exact, source) },
  {
    weight: 1,
    arbitrary: fill(
      `SELECT $1 AS x, $2 AS y FROM ${facts} $3 SELECT $4, $5 FROM ${facts}`,
      int,
      str,
      from('UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT'),
      int,
      str,
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      `WITH q AS (SELECT *, $1 AS x FROM ${facts}), r AS (SELECT x, $2 AS a FROM q GROUP BY x) SELECT r.x, r.a FROM r WHERE r.x IS NOT NULL`,
      exact,
      aggregate,
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      `SELECT k, $1 AS x FROM ${facts} ORDER BY $2 $3, k LIMIT $4`,
      any,
      fc.oneof(str, bool, date, time),
      from('', 'DESC', 'NULLS FIRST'),
      from('0', '1', '5'),
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      'SELECT $1 AS x, $2 AS y, GROUPING($1) AS g, $3 AS a FROM $4 GROUP BY GROUPING SETS ($5)',
      from('i', 's', 'b'),
      from('d', 'n', 't'),
      aggregate,
      source,
      from('(1), (2), ()', '(1, 2), (1)', '(), (2)'),
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      `SELECT $1 AS x FROM ${facts} $2 (SELECT $3 FROM ${facts} $4 SELECT $5 FROM ${facts} WHERE $6)`,
      fc.oneof(int, dec),
      from('UNION', 'UNION ALL', 'EXCEPT', 'EXCEPT ALL', 'INTERSECT', 'INTERSECT ALL'),
      fc.oneof(int, dec),
      from('UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT ALL'),
      fc.oneof(int, dec),
      bool,
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      `(SELECT k, $1 AS x FROM ${facts} WHERE $2) UNION ALL SELECT k, $3 FROM ${facts} ORDER BY k, x $4 LIMIT $5 OFFSET 2`,
      str,
      bool,
      str,
      from('', 'DESC', 'NULLS FIRST'),
      from('3', '50'),
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      `WITH RECURSIVE r(n, x) AS (SELECT 1, $1 UNION ALL SELECT n + 1, $2 FROM r WHERE n < 4) SELECT r.n, r.x, f.k FROM r LEFT JOIN ${facts} f ON f.i = r.n`,
      from('0', '7', '100'),
      from('x + 1', 'x - n', 'GREATEST(x, n)', 'NULLIF(x, 8)'),
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      `WITH q AS (SELECT k, $1 AS x, $2 AS y FROM ${facts} WHERE $3) SELECT a.k, a.x, b.y, COUNT(*) OVER (PARTITION BY a.x) AS c FROM q a LEFT JOIN q b ON a.x = b.x AND a.k < b.k`,
      exact,
      any,
      bool,
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      'SELECT $1 AS x, $2 AS a, SUM(COUNT(*)) OVER (ORDER BY $3, $1) AS w, RANK() OVER (ORDER BY COUNT(*) DESC) AS r FROM $4 GROUP BY $1',
      from('i', 's', 'b', 'd'),
      aggregate,
      from('COUNT(*)', 'MAX(k)', 'MIN(n)'),
      source,
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      `SELECT k, SUM(i) OVER w AS x, $1 OVER (w ROWS 1 PRECEDING) AS y FROM ${facts} WINDOW w AS (PARTITION BY $2 ORDER BY k)`,
      from('MAX(s)', 'COUNT(*)', 'FIRST_VALUE(n)'),
      exact,
    ),
  },
  {
    weight: 1,
    arbitrary: fill(`SELECT k, u.v, $1 AS x FROM ${facts}, UNNEST($2) AS u(v) WHERE $3`, any, list, bool),
  },
  {
    weight: 1,
    arbitrary: fill(`SELECT k, $1 AS x, $2 AS y FROM ${facts} WHERE $3`, list, json, bool),
  },
  {
    weight: 1,
    arbitrary: fill(
      `SELECT DISTINCT ON ($1) k, $2 AS x FROM ${facts} ORDER BY $1 $3, k DESC`,
      from('i', 's', 'b', 'd'),
      any,
      from('', 'DESC', 'NULLS FIRST'),
    ),
  },
  {
    weight: 1,
    arbitrary: fill(
      `SELECT $1 AS x, COUNT(*) AS c FROM ${facts} GROUP BY x QUALIFY ROW_NUMBER() OVER (ORDER BY c DESC, x) <= 3`,
      exact,
    ),
  },
);
