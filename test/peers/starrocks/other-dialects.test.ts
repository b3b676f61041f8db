import { expect, test } from 'vitest';
import { marked } from './marked.ts';
import { refusalsOf } from './refusals-of.ts';

/** What other engines read and StarRocks does not: each was once emitted by a translator that did not know. */
const expressions: readonly (readonly [what: string, source: string])[] = [
  ['three arguments of DATEDIFF', "¦DATEDIFF('hour', a, b)"],
  ['a unit of DATE_DIFF without quotes', '¦DATE_DIFF(HOUR, a, b)'],
  ['a unit that is none', "¦DATE_TRUNC('isoweek', a)"],
  ['the arrow to text', "j ->¦> '$.a'"],
  ['a TIMESTAMP literal', "TIMESTAMP ¦'2026-01-01 00:00:00'"],
  ['IS TRUE', 'b IS ¦TRUE'],
  ['IS NOT FALSE', 'b IS NOT ¦FALSE'],
  ['IS DISTINCT FROM', 'a IS ¦DISTINCT FROM b'],
  ['ESCAPE', "(s LIKE 'a' ¦ESCAPE '!')"],
  ['a named window', 'SUM(a) OVER ¦w'],
  ['a RANGE with an offset', 'SUM(a) OVER (ORDER BY d RANGE BETWEEN ¦1 PRECEDING AND CURRENT ROW)'],
  ['a RANGE with an interval', 'SUM(a) OVER (ORDER BY d RANGE BETWEEN ¦INTERVAL 7 DAY PRECEDING AND CURRENT ROW)'],
  ['GROUPS', 'SUM(a) OVER (ORDER BY d ¦GROUPS 1 PRECEDING)'],
  ['a subquery that is LATERAL', '1 FROM u, LATERAL ¦(SELECT 1) x, (SELECT 2) y'],
  ['COUNT(DISTINCT) with FILTER', '¦COUNT(DISTINCT a) FILTER (WHERE b)'],
  ['BOOL_AND', '¦BOOL_AND(b)'],
  ['MEDIAN', '¦MEDIAN(a)'],
  ['QUANTILE', '¦QUANTILE(a, 0.5)'],
  ['QUANTILE_CONT', '¦QUANTILE_CONT(a, 0.5)'],
  ['WITHIN GROUP', '(PERCENTILE_CONT(0.5) ¦WITHIN GROUP (ORDER BY a))'],
  ['LISTAGG', "¦LISTAGG(a, ',')"],
  ['ARG_MAX', '¦ARG_MAX(a, b)'],
  ['EXTRACT(DOW)', 'EXTRACT(¦DOW FROM d)'],
  ['EXTRACT(ISODOW)', 'EXTRACT(¦ISODOW FROM d)'],
  ['EXTRACT(DOY)', 'EXTRACT(¦DOY FROM d)'],
  ['EXTRACT(EPOCH)', 'EXTRACT(¦EPOCH FROM d)'],
  ['TRUNC', '¦TRUNC(n)'],
  ['CHR', '¦CHR(65)'],
  ['SHA256', '¦SHA256(s)'],
  ['CONTAINS', "¦CONTAINS(s, 'a')"],
  ['STRPTIME', "¦STRPTIME(s, '%Y')"],
  ['MAKE_DATE', '¦MAKE_DATE(2026, 1, 1)'],
  ['EPOCH_MS', '¦EPOCH_MS(ts)'],
  ['TIME_BUCKET', '¦TIME_BUCKET(a, ts)'],
  ['SIMILAR TO', "(s ¦SIMILAR TO 'x')"],
  ['a double colon', 'i¦::INT'],
  ['the type REAL', 'CAST(i AS ¦REAL)'],
  ['SUBSTRING with FROM', 'SUBSTRING(s ¦FROM 2 FOR 3)'],
  ['TRIM with BOTH', "TRIM(¦BOTH 'x' FROM s)"],
  ['STRING_SPLIT', "¦STRING_SPLIT(s, ',')"],
  ['a slice of an array', 'a[1¦:2]'],
  ['LIST_CONTAINS', '¦LIST_CONTAINS(a, 1)'],
  ['LIST_SUM', '¦LIST_SUM(a)'],
  ['NTH_VALUE', '¦NTH_VALUE(a, 2) OVER (ORDER BY b)'],
  ['JSON_OBJECT with a colon', "JSON_OBJECT('k'¦: 1)"],
  ['POSITION', "¦POSITION('o', s)"],
  ['MODE', '¦MODE(j)'],
  ['PRODUCT', '¦PRODUCT(j)'],
  ['a division of whole numbers by two slashes', 'a /¦/ b'],
  ['a power by two stars', 'a *¦* b'],
  ['a function of another catalog', 'db.fn¦(a)'],
];

test.each(expressions)('%s is refused', (_what, source) => {
  const { text, offset } = marked(`SELECT ${source} FROM t`);
  expect(refusalsOf(text, '4.1').map((refusal) => refusal.offset)).toEqual([offset]);
});

test.each([
  ['EXCLUDE', 'SELECT * ¦EXCLUDE (a) FROM t', '3.5', '4.0'],
  ['ORDER BY ALL', 'SELECT a FROM t ORDER BY ¦ALL', '3.5', '4.0'],
  ['FILTER', 'SELECT COUNT(*) FILTER ¦(WHERE a > 1) FROM t', '3.5', '4.0'],
  ['ASOF JOIN', 'SELECT * FROM h ¦ASOF LEFT JOIN p ON h.k = p.k AND h.ts >= p.ts', '3.5', '4.0'],
  [
    'a recursive common table',
    'WITH RECURSIVE ¦r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT n FROM r',
    '4.0',
    '4.1',
  ],
  ['STRING_AGG', "SELECT ¦STRING_AGG(a, ',' ORDER BY a) FROM t", '4.0', '4.1'],
  ['FIELD', "SELECT ¦FIELD('a', 'b', 'a')", '3.3', '3.5'],
] as const)('%s is refused before its version and accepted from it on', (_what, source, before, from) => {
  const { text, offset } = marked(source);
  expect(refusalsOf(text, before).map((refusal) => refusal.offset)).toEqual([offset]);
  expect(refusalsOf(text, from)).toEqual([]);
});
