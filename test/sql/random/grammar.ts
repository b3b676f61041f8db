import fc from 'fast-check';

type Text = fc.Arbitrary<string>;
type Kind = 'int' | 'dec' | 'dbl' | 'str' | 'bool' | 'date' | 'time';

const from = (...values: readonly string[]): Text => fc.constantFrom(...values);
/** Puts generated texts into the holes of a template: `$1` is the first. */
const fill = (template: string, ...holes: readonly Text[]): Text =>
  fc.tuple(...holes).map((values) => template.replace(/\$(\d)/g, (_, n: string) => values[Number(n) - 1] as string));

const units = from('year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second');
const parts = from('YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'DOW', 'ISODOW', 'DOY', 'ISOYEAR');
const spans = from('1 DAY', '1 MONTH', '3 MONTH', '1 YEAR', '2 WEEK', '90 MINUTE', '-1 MONTH').map((span) => {
  const [count, unit] = span.split(' ');
  return `INTERVAL '${count}' ${unit}`;
});
const compare = from('=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM');

const leaves: Readonly<Record<Kind, Text>> = {
  int: from('i', 'j', 'g', 'k', '0', '1', '7', '-3', '1000', 'NULL::INTEGER'),
  dec: from('n', 'm', '1.5', '-0.05', '100.00', '2.675'),
  dbl: from('f', '2.5e0', '1e3', '-5e-1'),
  str: from('s', 't', "''", "'a'", "'naïve'", "'O''Hare'", "'%_'", "' x '"),
  bool: from('b', 'TRUE', 'FALSE', 'i > 1', 's IS NULL'),
  date: from('d', 'e', "DATE '2024-02-29'", "DATE '2026-01-31'", "DATE '2020-12-31'"),
  time: from('ts', 'us', "TIMESTAMP '2026-03-08 02:30:00'", "TIMESTAMP '2024-02-29 23:59:59.5'"),
};

const grammar = fc.letrec<Record<Kind, string>>((tie) => {
  const { int, dec, dbl, str, bool, date, time } = Object.fromEntries(
    (Object.keys(leaves) as Kind[]).map((kind) => [kind, tie(kind)]),
  ) as Record<Kind, Text>;
  const choice = (value: Text): readonly Text[] => [
    fill('CASE WHEN $1 THEN $2 ELSE $3 END', bool, value, value),
    fill('CASE WHEN $1 THEN $2 END', bool, value),
    fill('COALESCE($1, $2)', value, value),
    fill('NULLIF($1, $2)', value, value),
    fill('GREATEST($1, $2)', value, value),
    fill('LEAST($1, $2)', value, value),
    fill('GREATEST($1, $2, $3)', value, value, value),
    fill('IF($1, $2, $3)', bool, value, value),
  ];
  const pick = (kind: Kind, ...more: readonly Text[]): Text =>
    fc.oneof({ maxDepth: 3, depthSize: 'small', withCrossShrink: true }, leaves[kind], ...more);
  return {
    int: pick(
      'int',
      fill('($1 + $2)', int, leaves.int),
      fill('($1 - $2)', leaves.int, int),
      fill('($1 * $2)', leaves.int, leaves.int),
      fill('(- $1)', leaves.int),
      fill('($1 // $2)', leaves.int, leaves.int),
      fill('($1 % $2)', leaves.int, leaves.int),
      fill('ABS($1)', int),
      fill('SIGN($1)', int),
      fill('LENGTH($1)', str),
      fill('STRPOS($1, $2)', str, str),
      fill('EXTRACT($1 FROM $2)', parts, fc.oneof(date, time)),
      fill("DATEDIFF('$1', $2, $3)", units, time, time),
      fill("DATEDIFF('$1', $2, $3)", from('year', 'quarter', 'month', 'week', 'day'), date, date),
      fill('($1 - $2)', date, date),
      fill('CAST($1 AS INTEGER)', bool),
      fill('CAST(ROUND($1) AS INTEGER)', leaves.dec),
      fill('CAST($1 AS BIGINT)', leaves.dec),
      fill("(SELECT MAX(di) FROM {{ ref('dims') }} WHERE dk = $1)", leaves.int),
      ...choice(int),
    ),
    dec: pick(
      'dec',
      fill('($1 + $2)', dec, fc.oneof(leaves.int, leaves.dec)),
      fill('($1 - $2)', leaves.dec, dec),
      fill('($1 * $2)', leaves.dec, leaves.int),
      fill('(- $1)', dec),
      fill('($1 % $2)', leaves.dec, from('3', '0.7', '-2')),
      fill('ABS($1)', dec),
      fill('ROUND($1, $2)', dec, from('0', '1', '2')),
      fill('CEIL($1)', dec),
      fill('FLOOR($1)', dec),
      fill('TRUNC($1)', dec),
      fill('CAST($1 AS DECIMAL(18,3))', fc.oneof(leaves.int, leaves.dec)),
      ...choice(dec),
    ),
    dbl: pick(
      'dbl',
      fill('($1 + $2)', dbl, leaves.dbl),
      fill('($1 * $2)', leaves.dbl, leaves.dbl),
      fill('($1 / $2)', leaves.int, leaves.int),
      fill('($1 / NULLIF($2, 0))', leaves.dec, leaves.int),
      fill('ROUND($1, $2)', leaves.dbl, from('0', '1')),
      fill('FLOOR($1)', dbl),
      fill('CEIL($1)', dbl),
      fill('SQRT(ABS($1))', dbl),
      fill('CAST($1 AS DOUBLE)', fc.oneof(int, dec)),
      fill('ABS($1)', dbl),
      ...choice(dbl),
    ),
    str: pick(
      'str',
      fill('($1 || $2)', str, str),
      fill('CONCAT($1, $2, $3)', str, int, str),
      fill("CONCAT_WS('-', $1, $2)", str, str),
      fill('UPPER($1)', str),
      fill('LOWER($1)', str),
      fill('TRIM($1)', str),
      fill("LTRIM($1, 'hO ')", str),
      fill('REVERSE($1)', str),
      fill("REPLACE($1, $2, 'zz')", str, from("'l'", "'a'", "'ï'", 't')),
      fill('SUBSTRING($1, $2, $3)', str, from('1', '2', '4'), from('0', '1', '3')),
      fill('LEFT($1, $2)', str, from('0', '1', '3', '-1')),
      fill('RIGHT($1, $2)', str, from('0', '1', '3', '-1')),
      fill("LPAD($1, $2, '*-')", str, from('0', '3', '8')),
      fill("RPAD($1, $2, 'é')", str, from('0', '3', '8')),
      fill('REPEAT($1, $2)', from('s', 't'), from('0', '2', '-1')),
      fill('SPLIT_PART($1, $2, $3)', str, from("'l'", "' '", "'ï'"), from('1', '2', '-1')),
      fill('CAST($1 AS VARCHAR)', fc.oneof(int, dec, bool, date, time)),
      fill("STRFTIME($1, '%Y-%m-%d %H:%M:%S %j %a')", fc.oneof(date, time)),
      fill("REGEXP_REPLACE($1, '[aeio]+', '#', 'g')", str),
      fill("REGEXP_EXTRACT($1, '([A-Z])([a-z]*)', $2)", str, from('0', '1', '2')),
      fill('MD5($1)', str),
      ...choice(str),
    ),
    bool: pick(
      'bool',
      ...[int, dec, dbl, str, date, time].map((kind) => fill('($1 $2 $3)', kind, compare, kind)),
      fill('($1 $2 $3)', dec, compare, int),
      fill('($1 $2 $3)', date, compare, time),
      fill('($1 AND $2)', bool, bool),
      fill('($1 OR $2)', bool, bool),
      fill('(NOT $1)', bool),
      fill('($1 IS NULL)', fc.oneof(int, str, date)),
      fill('($1 IS NOT NULL)', fc.oneof(dec, time)),
      fill('($1 IS $2)', bool, from('TRUE', 'NOT TRUE', 'FALSE', 'NOT FALSE')),
      fill('($1 IN ($2, $3, $4))', int, leaves.int, leaves.int, leaves.int),
      fill("($1 NOT IN ('a', $2))", str, leaves.str),
      fill('($1 BETWEEN $2 AND $3)', dec, leaves.dec, leaves.int),
      fill('($1 BETWEEN $2 AND $3)', str, leaves.str, leaves.str),
      fill('($1 LIKE $2)', str, from("'%l%'", "'_'", "'%'", "'a_'", "'O''%'", "'%\\%'")),
      fill('($1 ILIKE $2)', str, from("'H%'", "'%L%'")),
      fill('STARTS_WITH($1, $2)', str, str),
      fill('CONTAINS($1, $2)', str, str),
      fill('REGEXP_MATCHES($1, $2)', str, from("'^[A-Z]'", "'l+o'", "'\\d'", "'a|b'")),
      fill("($1 IN (SELECT di FROM {{ ref('dims') }} WHERE db))", int),
      fill("EXISTS (SELECT 1 FROM {{ ref('dims') }} WHERE di = $1 AND ds > $2)", leaves.int, leaves.str),
    ),
    date: pick(
      'date',
      fill('($1 + $2)', leaves.date, from('1', '30', '-31', 'i')),
      fill('($1 - $2)', leaves.date, from('1', '366', 'j')),
      fill('LAST_DAY($1)', fc.oneof(date, time)),
      fill('CAST($1 AS DATE)', time),
      fill("CAST(DATE_TRUNC('$1', $2) AS DATE)", units, fc.oneof(date, time)),
      fill('MAKE_DATE($1, $2, $3)', from('2024', '1999', 'YEAR(d)'), from('2', '12'), from('1', '28')),
      ...choice(date),
    ),
    time: pick(
      'time',
      fill('($1 + $2)', fc.oneof(leaves.time, leaves.date), spans),
      fill('($1 - $2)', leaves.time, spans),
      fill("DATE_TRUNC('$1', $2)", units, fc.oneof(time, date)),
      fill('CAST($1 AS TIMESTAMP)', date),
      fill("TIME_BUCKET(INTERVAL '15 minutes', $1)", leaves.time),
      ...choice(time),
    ),
  };
});

const { int, dec, dbl, str, bool, date, time } = grammar as Record<Kind, Text>;
const any = fc.oneof(int, dec, dbl, str, bool, date, time);
/** What rows may be grouped, ordered and told apart by: exact values. */
const exact = fc.oneof(int, dec, str, bool, date, time);

const aggregate = fc.oneof(
  from('COUNT(*)'),
  fill('COUNT($1)', any),
  fill('COUNT(DISTINCT $1)', exact),
  fill('SUM($1)', fc.oneof(int, dec)),
  fill('SUM(f)', int),
  fill('MIN($1)', fc.oneof(int, dec, str, date, time)),
  fill('MAX($1)', fc.oneof(int, dec, dbl, str, date, time)),
  fill('AVG($1)', fc.oneof(leaves.int, leaves.dec)),
  fill('BOOL_AND($1)', bool),
  fill('BOOL_OR($1)', bool),
  fill('SUM($1) FILTER (WHERE $2)', int, bool),
  fill('COUNT(*) FILTER (WHERE $1)', bool),
  fill("STRING_AGG($1, ',' ORDER BY k)", str),
  fill('MEDIAN($1)', leaves.int),
);
const over = fc.oneof(
  fill('OVER (ORDER BY k)'),
  fill('OVER (PARTITION BY $1)', exact),
  fill(
    'OVER (PARTITION BY $1 ORDER BY $2 $3, k)',
    exact,
    exact,
    from('', 'DESC', 'ASC NULLS FIRST', 'DESC NULLS FIRST'),
  ),
  fill(
    'OVER (ORDER BY $1, k ROWS BETWEEN $2 AND $3)',
    exact,
    from('UNBOUNDED PRECEDING', '2 PRECEDING'),
    from('CURRENT ROW', '1 FOLLOWING'),
  ),
);
const windowed = fc.oneof(
  fill('ROW_NUMBER() OVER (PARTITION BY $1 ORDER BY $2, k)', exact, exact),
  fill('LAG($1) $2', any, fill('OVER (PARTITION BY $1 ORDER BY k)', exact)),
  fill('LEAD($1, 2) $2', any, from('OVER (ORDER BY k)')),
  fill('SUM($1) $2', int, over),
  fill('MAX($1) $2', fc.oneof(int, str, date), over),
  fill('COUNT($1) $2', any, over),
  fill('FIRST_VALUE($1) OVER (PARTITION BY $2 ORDER BY k)', any, exact),
  fill('DENSE_RANK() OVER (ORDER BY $1)', exact),
);

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
);
