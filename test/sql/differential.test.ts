import { writeType, type EmittedSql } from '@akili/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, openPostgres, sameValue, type Answer, type Engine } from './engines.ts';
import { aggregates, queries, scalars, windows } from './expressions.ts';
import { duckdbFacts, factColumns, postgresFacts } from './facts.ts';
import { emitAll, parser, readAll, relation, type Reading } from './translate.ts';

let duckdb: Engine;
let postgres: Engine;
const readings = new Map<string, Reading>();
const reference = "{{ ref('facts') }}";

const cases = [
  ...scalars.map((written) => ({ written, text: `SELECT k, ${written} AS x FROM ${reference}` })),
  ...aggregates.map((written) => ({ written, text: `SELECT b AS g, ${written} AS x FROM ${reference} GROUP BY b` })),
  ...windows.map((written) => ({ written, text: `SELECT k, ${written} AS x FROM ${reference}` })),
  ...queries.map((written) => ({ written, text: written })),
];

beforeAll(async () => {
  [duckdb, postgres] = await Promise.all([openDuckdb(duckdbFacts), openPostgres(postgresFacts)]);
  const read = await readAll(
    cases.map((each) => each.text),
    { refs: { facts: relation(factColumns) } },
  );
  for (const reading of read) readings.set(reading.text, reading);
});

afterAll(async () => {
  parser.close();
  await Promise.all([duckdb.close(), postgres.close()]);
});

/** What PostgreSQL cannot say. Everything else must give DuckDB's answer. */
const refusedByPostgres = new Map([
  ['LAST_VALUE(i IGNORE NULLS) OVER (ORDER BY k)', 'IGNORE NULLS'],
  ['f % 2', 'doubles'],
  ["STRING_AGG(DISTINCT t, ',' ORDER BY t)", 'distinct values'],
  ["SELECT k, MEDIAN(i) OVER () AS r FROM {{ ref('facts') }}", 'plain aggregate'],
  ["SELECT x.k FROM {{ ref('facts') }} x SEMI JOIN {{ ref('facts') }} y ON x.i = y.j", 'Use EXISTS.'],
  ["SELECT x.k FROM {{ ref('facts') }} x ANTI JOIN {{ ref('facts') }} y ON x.i = y.j", 'Use NOT EXISTS.'],
]);

describe("DuckDB reads the author's text as PostgreSQL reads ours", () => {
  test.each(cases)('$written', async ({ written, text }) => {
    const { query, findings } = readings.get(text) as Reading;
    expect(findings).toEqual([]);
    const types = query?.columns.map(
      (column) => column.type && writeType(column.type).replace(/^array\((.*)\)$/, '$1[]'),
    );
    const emitted = emitAll(query as NonNullable<typeof query>);
    const meaning = await duckdb.run(text.replaceAll(reference, 'facts'));
    const local = await duckdb.run(emitted.duckdb as string);
    expect(local.columns.map((column) => column.type)).toEqual(types);
    expectSameRows(local, meaning);
    const refused = refusedByPostgres.get(written);
    if (refused !== undefined) return expectRefusal(emitted.postgres, refused);
    const translated = await postgres.run(emitted.postgres as string);
    expect(translated.columns).toEqual(local.columns);
    expectSameRows(translated, local);
  });
});

function expectRefusal(emitted: EmittedSql, words: string): void {
  expect(emitted).toMatchObject({ refused: 'SQL301' });
  expect((emitted as { message: string }).message).toContain(words);
}

/** Equal as sets: numbers by their value, since a wider type may write more digits. */
function expectSameRows(actual: Answer, wanted: Answer): void {
  const [a, b] = [sorted(actual), sorted(wanted)];
  expect(a.length).toBe(b.length);
  const differing = a.map((row, r) => [row, b[r]]).filter(([x, y]) => !x?.every((value, c) => alike(value, y?.[c])));
  expect(differing).toEqual([]);
}

function alike(a: unknown, b: unknown): boolean {
  if (sameValue(a, b)) return true;
  const number = /^-?\d+(\.\d+)?$/;
  return number.test(String(a)) && number.test(String(b)) && sameDigits(String(a), String(b));
}

function sameDigits(a: string, b: string): boolean {
  const plain = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
  return plain(a) === plain(b);
}

function sorted(answer: Answer): readonly (readonly unknown[])[] {
  const key = (row: readonly unknown[]): string =>
    JSON.stringify(row.map((value) => (typeof value === 'number' ? value.toPrecision(9) : value)));
  return [...answer.rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
