import { describeFunctions, starrocksPages, starrocksWords } from '@akili/sql/functions';
import { afterAll, expect, test } from 'vitest';
import { aggregates, scalars, windows } from './expressions.ts';
import { factColumns } from './facts.ts';
import { emitAll, parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const reference = "{{ ref('facts') }}";
const refs = { facts: relation(factColumns) };

async function writtenFor(texts: readonly string[]) {
  const readings = await readAll(texts, { refs });
  return readings.map(({ query }) => (query === undefined ? undefined : emitAll(query).starrocks));
}

test('no function that is written for StarRocks lacks a page of its documentation', () => {
  const written = describeFunctions().filter(({ forms }) => forms.some(({ targets }) => targets.starrocks.text));
  expect(written.filter(({ starrocks }) => starrocks.length === 0).map(({ name }) => name)).toEqual([]);
  expect(written.length).toBeGreaterThan(120);
});

test('every page says what our form relies on', () => {
  expect([...starrocksPages].filter(([, { says }]) => says.length < 4)).toEqual([]);
});

test('no text of the corpus uses a word without a page', async () => {
  const texts = [
    ...scalars.map((each) => `SELECT ${each} AS x FROM ${reference}`),
    ...aggregates.map((each) => `SELECT b, ${each} AS x FROM ${reference} GROUP BY b`),
    ...windows.map((each) => `SELECT ${each} AS x FROM ${reference}`),
  ];
  // What belongs to syntax, not to functions: EXISTS, OVER, IN, the `*` of COUNT.
  const syntax = new Set([
    'IN',
    'OVER',
    'EXISTS',
    'NOT',
    'AND',
    'OR',
    'WHEN',
    'THEN',
    'ELSE',
    'BY',
    'FROM',
    'AS',
    'ON',
  ]);
  const words = (await writtenFor(texts)).flatMap((text) => (typeof text === 'string' ? starrocksWords(text) : []));
  expect([...new Set(words)].filter((word) => !starrocksPages.has(word) && !syntax.has(word))).toEqual([]);
});

const column = (expression: string): string => `SELECT ${expression} AS x FROM ${reference}`;

/** What StarRocks documents otherwise than DuckDB does. */
const refused: readonly (readonly [string, string])[] = [
  ['LOWER(s)', 'ASCII only'],
  ['UPPER(CONCAT(s, MD5(t)))', 'ASCII only'],
  ["s ILIKE '%é%'", 'ASCII only'],
  ['QUANTILE_DISC(i, 0.5)', 'upper of two neighbours'],
  ['QUANTILE_DISC(s, 0.5)', 'upper of two neighbours'],
  ['ARRAY_AGG(n ORDER BY k)', 'neither decimals nor JSON'],
  ['ANY_VALUE(js)', 'no order of lists and JSON'],
  ['CHR(228)', 'from 1 to 127'],
];

test.each(refused)('%s is refused for StarRocks', async (expression, words) => {
  const [text] = await writtenFor([column(expression)]);
  expect(text).toMatchObject({ refused: 'SQL301', message: expect.stringContaining(words) as string });
});

const mended: readonly (readonly [string, string])[] = [
  ['UPPER(MD5(s))', 'UPPER(MD5(`facts`.`s`))'],
  ['LOWER(CAST(d AS VARCHAR))', 'LOWER(CAST(`facts`.`d` AS VARCHAR(65533)))'],
  ['ANY_VALUE(i)', 'MIN(`facts`.`i`)'],
  ['MAX_BY(i, k)', 'MAX_BY(`facts`.`i`, CASE WHEN `facts`.`i` IS NOT NULL THEN `facts`.`k` END)'],
  [
    "STRING_AGG(s, '-' ORDER BY k)",
    "CASE WHEN COUNT(`facts`.`s`) > 0 THEN ARRAY_JOIN(ARRAY_AGG(`facts`.`s` ORDER BY `facts`.`k` NULLS LAST), '-') END",
  ],
  ['WEEK(d)', 'WEEK_ISO(`facts`.`d`)'],
  [
    'EPOCH(ts)',
    "(SECONDS_DIFF(DATE_TRUNC('second', `facts`.`ts`), CAST('1970-01-01 00:00:00' AS DATETIME)) * 1000000 + CAST(DATE_FORMAT(`facts`.`ts`, '%f') AS BIGINT)) / CAST(1000000 AS DOUBLE)",
  ],
];

test.each(mended)('%s is written for StarRocks as its documentation asks', async (expression, wanted) => {
  const [text] = await writtenFor([column(expression)]);
  expect(text).toContain(wanted);
});
