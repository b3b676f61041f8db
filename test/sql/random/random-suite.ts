import { writeType } from '@akili/model';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Answer, type Engine, type OpenPostgres } from '../engines.ts';
import { differingRows } from '../same-rows.ts';
import { emitAll, readAll, relation } from '../translate.ts';
import { generatedColumns, generatedTables } from './generated-rows.ts';
import { randomQuery } from './grammar.ts';

const seed = Number(process.env['AKILI_SEED'] ?? 20260308);
const numRuns = process.env['AKILI_HEAVY'] === '1' ? 5000 : 400;
const refs = { facts: relation(generatedColumns.facts), dims: relation(generatedColumns.dims) };

/** A run-time error that depends on the rows, such as a sum that does not fit its type: then there is no answer to compare. */
async function answerOf(engine: Engine, sql: string): Promise<Answer | string> {
  try {
    return await engine.run(sql);
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split('\n')[0] as string;
  }
}

/** Random queries on DuckDB and on a PostgreSQL. */
export function randomSuite(openPostgres: OpenPostgres): void {
  describe('random queries', () => {
    let duckdb: Engine;
    /** DuckDB without its rewriting of expressions, some of which it gets wrong: what a text means. */
    let plain: Engine;
    let postgres: Engine;

    beforeAll(async () => {
      plain = await openDuckdb([...generatedTables('duckdb', seed), "SET disabled_optimizers = 'expression_rewriter'"]);
      [duckdb, postgres] = await Promise.all([
        openDuckdb(generatedTables('duckdb', seed)),
        openPostgres(generatedTables('postgres', seed)),
      ]);
    });

    afterAll(async () => {
      await Promise.all([plain.close(), duckdb.close(), postgres.close()]);
    });

    test('no crash, no text that DuckDB refuses, equal rows and types on both engines', async () => {
      const counts = { compared: 0, refused: 0, failing: 0, found: 0 };
      await fc.assert(
        fc.asyncProperty(randomQuery, async (text) => {
          const [reading] = await readAll([text], { refs });
          const query = reading?.query;
          const meaning = await answerOf(plain, text.replace(/\{\{ ref\('(\w+)'\) \}\}/g, '$1'));
          if (query === undefined || (reading?.findings.length ?? 0) > 0) {
            // What DuckDB runs and the dialect has is not refused: the grammar writes nothing else.
            expect(typeof meaning, reading?.findings.map((one) => one.message).join()).toBe('string');
            counts.found++;
            return;
          }
          const emitted = emitAll(query);
          const local = await answerOf(duckdb, emitted.duckdb as string);
          if (typeof meaning === 'string') {
            counts.failing++;
            if (typeof local === 'string') expect(local).not.toMatch(/^(Binder|Parser|Catalog) Error/);
            return;
          }
          expect(local, emitted.duckdb as string).not.toBeTypeOf('string');
          const types = query.columns.map((column) => column.type && writeType(column.type));
          expect((local as Answer).columns.map((column) => column.type)).toEqual(types);
          expect(differingRows(local as Answer, meaning)).toEqual([]);
          if (typeof emitted.postgres !== 'string') {
            counts.refused++;
            return;
          }
          const translated = await answerOf(postgres, emitted.postgres);
          expect(translated, emitted.postgres).not.toBeTypeOf('string');
          expect((translated as Answer).columns).toEqual((local as Answer).columns);
          expect(differingRows(translated as Answer, local as Answer), emitted.postgres).toEqual([]);
          counts.compared++;
        }),
        { seed, numRuns, includeErrorInReport: true },
      );
      expect(counts.compared / numRuns).toBeGreaterThan(0.7);
    }, 1_800_000);
  });
}
