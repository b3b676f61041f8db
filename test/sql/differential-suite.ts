import { writeType, type EmittedSql } from '@akili/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Engine, type OpenPostgres } from './engines.ts';
import { aggregates, queries, scalars, windows } from './expressions.ts';
import { duckdbFacts, factColumns, postgresFacts } from './facts.ts';
import { differingRows } from './same-rows.ts';
import { emitAll, readAll, relation, type Reading } from './translate.ts';

const reference = "{{ ref('facts') }}";

const cases = [
  ...scalars.map((written) => ({ written, text: `SELECT k, ${written} AS x FROM ${reference}` })),
  ...aggregates.map((written) => ({ written, text: `SELECT b AS g, ${written} AS x FROM ${reference} GROUP BY b` })),
  ...windows.map((written) => ({ written, text: `SELECT k, ${written} AS x FROM ${reference}` })),
  ...queries.map((written) => ({ written, text: written })),
];

/** What PostgreSQL cannot say. Everything else must give DuckDB's answer. */
const refusedByPostgres = new Map([
  ['LAST_VALUE(i IGNORE NULLS) OVER (ORDER BY k)', 'IGNORE NULLS'],
  ['f % 2', 'doubles'],
  ["STRING_AGG(DISTINCT t, ',' ORDER BY t)", 'distinct values'],
  ["SELECT k, MEDIAN(i) OVER () AS r FROM {{ ref('facts') }}", 'plain aggregate'],
  ["SELECT x.k FROM {{ ref('facts') }} x SEMI JOIN {{ ref('facts') }} y ON x.i = y.j", 'Use EXISTS.'],
  ["SELECT x.k FROM {{ ref('facts') }} x ANTI JOIN {{ ref('facts') }} y ON x.i = y.j", 'Use NOT EXISTS.'],
]);

/** Every expression and whole query of the corpora, on DuckDB and on a PostgreSQL. */
export function differentialSuite(openPostgres: OpenPostgres): void {
  describe("DuckDB reads the author's text as PostgreSQL reads ours", () => {
    let duckdb: Engine;
    let postgres: Engine;
    const readings = new Map<string, Reading>();

    beforeAll(async () => {
      [duckdb, postgres] = await Promise.all([openDuckdb(duckdbFacts), openPostgres(postgresFacts)]);
      const read = await readAll(
        cases.map((each) => each.text),
        { refs: { facts: relation(factColumns) } },
      );
      for (const reading of read) readings.set(reading.text, reading);
    });

    afterAll(async () => {
      await Promise.all([duckdb.close(), postgres.close()]);
    });

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
      expect(differingRows(local, meaning)).toEqual([]);
      const refused = refusedByPostgres.get(written);
      if (refused !== undefined) return expectRefusal(emitted.postgres, refused);
      const translated = await postgres.run(emitted.postgres as string);
      expect(translated.columns).toEqual(local.columns);
      expect(differingRows(translated, local)).toEqual([]);
    });
  });
}

function expectRefusal(emitted: EmittedSql, words: string): void {
  expect(emitted).toMatchObject({ refused: 'SQL301' });
  expect((emitted as { message: string }).message).toContain(words);
}
