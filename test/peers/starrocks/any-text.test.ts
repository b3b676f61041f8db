import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check, readStatement, relationsOf } from './index.ts';

const words = (
  'SELECT FROM WHERE GROUP BY HAVING QUALIFY ORDER LIMIT OFFSET WITH RECURSIVE AS UNION ALL INTERSECT EXCEPT JOIN LEFT ON ' +
  'USING LATERAL unnest TABLE CASE WHEN THEN ELSE END CAST EXTRACT INTERVAL DAY DATE NOT NULL IN BETWEEN AND OR LIKE EXISTS IS ' +
  'COUNT SUM RANK OVER PARTITION ROWS RANGE UNBOUNDED PRECEDING CURRENT ROW DISTINCT GROUPING SETS ROLLUP CREATE ALTER DROP ' +
  'SHOW GRANT REVOKE SET CATALOG DATABASE VIEW MATERIALIZED REFRESH ASYNC EVERY START PROPERTIES COMMENT USER ROLE TO IF ' +
  'RESOURCE GROUP ARRAY MAP INT < > t a `b` \'c\' "d" 1 2.5 ( ( ( ) ) [ ] { } , ; . = -> => + - * / % @ @@ : /*+ SET_VAR(a=1) */ --'
).split(' ');

const options = { seed: 20_260_301, numRuns: 3_000 };
const soup = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(' '));
const nested = fc
  .tuple(
    fc.constantFrom('(', '[', '-(', 'NOT ', 'CASE WHEN ', 'IF(', 'a IN (SELECT ', 'CAST(', '(SELECT (', 'x -> '),
    fc.nat(2_000),
  )
  .map(([open, times]) => `SELECT ${open.repeat(times)}`);

/** Reads a text under the oldest and the newest version and asks everything that can be asked of the result. */
function readsOrRefuses(text: string): boolean {
  return (['3.3', '4.1'] as const).every((version) => {
    const read = readStatement(text, { version });
    if (!read.ok) return read.code === 1064 && read.offset >= 0 && read.offset <= text.length && read.message !== '';
    relationsOf(read.statement);
    return check(read.statement, { text, version }).every((refusal) => refusal.offset < text.length);
  });
}

test('words of the language in any order are read or refused, never an exception', () => {
  fc.assert(fc.property(soup, readsOrRefuses), options);
});

test('any text at all is read or refused, never an exception', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), readsOrRefuses), options);
});

test('forms opened thousands of times are refused, never an exception', () => {
  fc.assert(fc.property(nested, readsOrRefuses), { ...options, numRuns: 200 });
});

test('a hundred levels of parentheses are read, a thousand are refused', () => {
  const deep = (levels: number): string => `SELECT ${'('.repeat(levels)}1${')'.repeat(levels)}`;
  expect(readStatement(deep(100), { version: '3.3' }).ok).toBe(true);
  expect(readStatement(deep(1_000), { version: '3.3' })).toMatchObject({ ok: false, code: 1064 });
});
