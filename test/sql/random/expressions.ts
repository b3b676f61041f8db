import fc from 'fast-check';

export type Text = fc.Arbitrary<string>;
type Kind = 'int' | 'dec' | 'dbl' | 'str' | 'bool' | 'date' | 'time' | 'list' | 'json';

/** One of these texts. */
export const from = (...values: readonly string[]): Text => fc.constantFrom(...values);
/** Puts generated texts into the holes of a template: `$1` is the first. */
export const fill = (template: string, ...holes: readonly Text[]): Text =>
  fc.tuple(...holes).map((values) => template.replace(/\$(\d)/g, (_, n: string) => values[Number(n) - 1] as string));

const units = from('year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second');
const parts = from('YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'DOW', 'ISODOW', 'DOY', 'ISOYEAR');
const spans = from('1 DAY', '1 MONTH', '3 MONTH', '1 YEAR', '2 WEEK', '90 MINUTE', '-1 MONTH').map((span) => {
  const [count, unit] = span.split(' ');
  return `INTERVAL '${count}' ${unit}`;
});
const compare = from('=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM');

/** Columns and literals. */
export const leaves: Readonly<Record<Kind, Text>> = {
  int: from('i', 'j', 'g', 'k', '0', '1', '7', '-3', '1000', 'NULL::INTEGER'),
  dec: from('n', 'm', '1.5', '-0.05', '100.00', '2.675'),
  dbl: from('f', '2.5e0', '1e3', '-5e-1'),
  str: from('s', 't', "''", "'a'", "'naïve'", "'O''Hare'", "'%_'", "' x '"),
  bool: from('b', 'TRUE', 'FALSE', 'i > 1', 's IS NULL'),
  date: from('d', 'e', "DATE '2024-02-29'", "DATE '2026-01-31'", "DATE '2020-12-31'"),
  time: from('ts', 'us', "TIMESTAMP '2026-03-08 02:30:00'", "TIMESTAMP '2024-02-29 23:59:59.5'"),
  list: from('l', 'l', '[1, 2]', '[i, j]', '[i, NULL, 7]'),
  json: from('o', 'o', "(o -> 'm')", "(o -> '$.m.a')", "CAST('[1, 2, 3]' AS JSON)"),
};

/** Texts of which some are numbers, dates or truths. */
const readable = from(
  's',
  't',
  "'12'",
  "' 7.5 '",
  "'-0.05'",
  "'1e3'",
  "'2024-02-29'",
  "'2023-02-29'",
  "'2026-03-08 02:30:00'",
  "'2026-1-5'",
  "'true'",
  "'no'",
  "''",
  "(o ->> 'n')",
  'CAST(i AS VARCHAR)',
  'CAST(d AS VARCHAR)',
  'CAST(ts AS VARCHAR)',
);

const grammar = fc.letrec<Record<Kind, string>>((tie) => {
  const { int, dec, dbl, str, bool, date, time, list, json } = Object.fromEntries(
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
      fill(
        "(SELECT $1 FROM {{ ref('dims') }} WHERE $2)",
        from('COUNT(*)', 'COUNT(di)', 'MAX(di)', 'CAST(SUM(di) AS BIGINT)', 'COUNT(DISTINCT ds)', 'MIN(dk + i)'),
        from(
          'di > i',
          'ds = s AND dn > n',
          'dd <= d',
          'di IS NOT DISTINCT FROM j',
          'db = b OR di = i',
          'NOT (di <> i)',
        ),
      ),
      fill('ARRAY_LENGTH($1)', list),
      fill('$1[$2]', leaves.list, from('1', '2', '9')),
      fill('JSON_ARRAY_LENGTH($1)', json),
      fill('TRY_CAST($1 AS $2)', readable, from('INTEGER', 'BIGINT')),
      fill('CAST(TRUNC($1) AS BIGINT)', dec),
      fill('EPOCH_MS($1)', time),
      fill('ASCII($1)', str),
      fill('GCD($1, $2)', leaves.int, leaves.int),
      fill('CASE $1 WHEN $2 THEN $3 WHEN $4 THEN 4 ELSE 5 END', leaves.int, leaves.int, int, leaves.int),
      fill('CASE $1 WHEN $2 THEN $3 END', leaves.str, leaves.str, int),
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
      fill('CAST($1 AS DECIMAL($2))', fc.oneof(leaves.int, leaves.dec), from('9,0', '12,1', '38,5', '20,10')),
      fill('CAST($1 AS DECIMAL($2))', leaves.dbl, from('9,0', '12,1', '18,4')),
      fill('TRY_CAST($1 AS DECIMAL($2))', readable, from('9,0', '10,2', '4,3')),
      fill('($1 * $2)', from('n', 'm', '0.125'), from('m', '1.19', '0.5')),
      fill("(SELECT SUM(dn) FROM {{ ref('dims') }} WHERE di <= $1)", leaves.int),
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
      fill('TRY_CAST($1 AS DOUBLE)', readable),
      fill('EPOCH($1)', time),
      fill("DATE_PART('epoch', $1)", time),
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
      fill('($1 ->> $2)', leaves.json, from("'n'", "'t'", "'$.m.a'", "'$[1]'", '0')),
      fill('w[$1]', from('1', '2')),
      fill('DAYNAME($1)', fc.oneof(date, time)),
      fill('CHR($1)', from('65', '233')),
      fill('TRANSLATE($1, $2, $3)', str, from("'aeo'", "'lï'"), from("'xyz'", "'q'")),
      fill("(SELECT MIN(ds) FROM {{ ref('dims') }} WHERE ds > $1)", leaves.str),
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
      fill("($1 NOT IN (SELECT di FROM {{ ref('dims') }} WHERE $2))", int, from('di IS NOT NULL', 'TRUE', 'dk > k')),
      fill("($1 $2 ANY (SELECT di FROM {{ ref('dims') }}))", leaves.int, from('=', '<', '>=')),
      fill(
        "($1 $2 ALL (SELECT di FROM {{ ref('dims') }} WHERE $3))",
        leaves.int,
        from('<>', '<', '>='),
        from('db', 'di IS NOT NULL'),
      ),
      fill("NOT EXISTS (SELECT 1 FROM {{ ref('dims') }} WHERE dk = $1 AND dd <> $2)", leaves.int, leaves.date),
      fill('LIST_CONTAINS($1, $2)', list, int),
      fill('($1 $2 $3)', list, from('=', '<>', 'IS DISTINCT FROM'), list),
      fill('($1 IS NULL)', fc.oneof(list, json)),
      fill('TRY_CAST($1 AS BOOLEAN)', readable),
      fill('CAST($1 AS BOOLEAN)', leaves.int),
      fill("EXISTS (SELECT 1 FROM {{ ref('dims') }} WHERE di = $1 AND ds > $2)", leaves.int, leaves.str),
    ),
    date: pick(
      'date',
      fill('($1 + $2)', leaves.date, from('1', '30', '-31', 'i')),
      fill('($1 - $2)', leaves.date, from('1', '366', 'j')),
      fill('LAST_DAY($1)', fc.oneof(date, time)),
      fill('CAST($1 AS DATE)', time),
      fill("CAST(DATE_TRUNC('$1', $2) AS DATE)", units, fc.oneof(date, time)),
      fill('TRY_CAST($1 AS DATE)', readable),
      fill("(SELECT MAX(dd) FROM {{ ref('dims') }} WHERE dd < $1)", leaves.date),
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
      fill('TRY_CAST($1 AS TIMESTAMP)', readable),
      fill(
        '($1 + INTERVAL ($2) $3)',
        fc.oneof(leaves.time, leaves.date),
        from('i', 'j', '2'),
        from('DAY', 'MONTH', 'HOUR'),
      ),
      fill("STRPTIME(STRFTIME($1, '%Y-%m-%d %H:%M:%S'), '%Y-%m-%d %H:%M:%S')", leaves.time),
      ...choice(time),
    ),
    list: pick(
      'list',
      fill('[$1, $2]', int, int),
      fill('LIST_CONCAT($1, $2)', list, leaves.list),
      fill('($1 || $2)', leaves.list, leaves.list),
      fill('$1[1:2]', leaves.list),
      fill('CASE WHEN $1 THEN $2 ELSE $3 END', bool, list, list),
      fill('COALESCE($1, $2)', list, list),
    ),
    json: pick(
      'json',
      fill('($1 -> $2)', leaves.json, from("'n'", "'m'", "'$.m.b'", "'$.list[0]'", '1')),
      fill('COALESCE($1, $2)', json, json),
      fill('CASE WHEN $1 THEN $2 END', bool, json),
    ),
  };
});

export const { int, dec, dbl, str, bool, date, time, list, json } = grammar as Record<Kind, Text>;
export const any = fc.oneof(int, dec, dbl, str, bool, date, time);
/** What rows may be grouped, ordered and told apart by: exact values. */
export const exact = fc.oneof(int, dec, str, bool, date, time);
