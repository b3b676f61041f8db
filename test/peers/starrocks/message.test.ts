import { expect, test } from 'vitest';
import { check, readStatement } from './index.ts';
import { refusalsOf } from './refusals-of.ts';

test('a reserved word as a name is refused in the words of the documentation', () => {
  expect(readStatement('CREATE DATABASE like;', { version: '3.3' })).toEqual({
    ok: false,
    code: 1064,
    message:
      "Getting syntax error at line 1, column 16. Detail message: Unexpected input 'like', " +
      'the most similar input is {a legal identifier}.',
    offset: 16,
  });
});

test('lines are counted from 1, columns from 0, and the end of the text has a name', () => {
  expect(readStatement('SELECT a\nFROM t\nWHERE', { version: '3.3' })).toMatchObject({
    message: expect.stringMatching(
      /^Getting syntax error at line 3, column 5\. Detail message: Unexpected input '<EOF>'/,
    ),
    offset: 21,
  });
});

test('a character that starts nothing is refused where it stands', () => {
  expect(refusalsOf('SELECT a # b', '3.3')).toEqual([
    {
      code: 1064,
      message: "Getting syntax error at line 1, column 9. Detail message: Input '#' is not valid at this position.",
      offset: 9,
    },
  ]);
});

test('an unknown function and a wrong number of arguments read the same, from the name to the last token', () => {
  expect(refusalsOf("SELECT a,\n  DATEDIFF('hour', a, b), aaaaa() FROM t", '3.3')).toEqual([
    {
      code: 1064,
      message:
        'Getting analyzing error from line 2, column 2 to line 2, column 23. ' +
        'Detail message: No matching function with signature: datediff(?, ?, ?).',
      offset: 12,
    },
    {
      code: 1064,
      message:
        'Getting analyzing error from line 2, column 26 to line 2, column 32. ' +
        'Detail message: No matching function with signature: aaaaa().',
      offset: 36,
    },
  ]);
});

test.each([
  [
    "DATE_TRUNC('isoweek', a)",
    "date_trunc function can't support argument other than year|quarter|month|week|day|hour|minute|second",
  ],
  ['DATE_DIFF(a, b, c)', 'date_diff requires first parameter must be a string constant'],
  ['ROW_NUMBER()', 'Window function row_number must be used with an OVER clause'],
  ['ABS(a) OVER (ORDER BY b)', 'OVER clause requires an aggregate or window function: abs'],
  ['COUNT(DISTINCT a) OVER (PARTITION BY b)', 'DISTINCT not allowed in analytic function: count'],
  ['RANK() OVER (ORDER BY a ROWS UNBOUNDED PRECEDING)', "Windowing clause not allowed with 'rank'"],
  ['CUME_DIST() OVER (PARTITION BY a)', 'cume_dist requires an ORDER BY clause'],
  ['ABS(DISTINCT a)', 'abs does not support DISTINCT'],
  ['UNNEST(a)', 'No matching function with signature: unnest(?)'],
])('%s is refused by the analyzer', (expression, detail) => {
  const [refusal, ...others] = refusalsOf(`SELECT ${expression} FROM t`, '4.1');
  expect(others).toEqual([]);
  expect(refusal).toMatchObject({ offset: 7, message: expect.stringContaining(`Detail message: ${detail}.`) });
});

test('functions are found wherever they stand: in FROM, in common tables, in definitions', () => {
  const text =
    'CREATE VIEW v AS WITH x AS (SELECT f1(a) FROM t) ' +
    'SELECT 1 FROM x JOIN TABLE(f2(1)) y ON f3(1) GROUP BY f4(a) ORDER BY f5(1)';
  const read = readStatement(text, { version: '3.3' });
  const found = read.ok ? check(read.statement, { text, version: '3.3' }) : [];
  expect(found.map((refusal) => text.slice(refusal.offset, refusal.offset + 2))).toEqual([
    'f1',
    'f2',
    'f3',
    'f4',
    'f5',
  ]);
});
