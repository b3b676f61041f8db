import { writeType, type CanonicalType } from '@akili/model';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Answer, type Engine, type OpenPostgres } from '../engines.ts';
import { differingRows } from '../same-rows.ts';
import { emitAll, readAll, relation } from '../translate.ts';
import { duckdbFaults } from './duckdb-faults.ts';
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

function typeName(type: CanonicalType): string {
  return writeType(type).replace(/^array\((.*)\)$/, '$1[]');
}

function hasNull(answer: Answer, column: number): boolean {
  return answer.rows.some((row) => row[column] === null);
}

/** Random queries on DuckDB and on a PostgreSQL. */
export function randomSuite(openPostgres: OpenPostgres): void {
  describe('random queries', () => {
    let duckdb: Engine;
    /** DuckDB without the steps of its optimiser that are known to go wrong. */
    let plain: Engine;
    let postgres: Engine;

    beforeAll(async () => {
      const steps = duckdbFaults.flatMap(({ without }) => without ?? []).join();
      plain = await openDuckdb([...generatedTables('duckdb', seed), `SET disabled_optimizers = '${steps}'`]);
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
          const raw = text.replace(/\{\{ ref\('(\w+)'\) \}\}/g, '$1');
          const meaning = await answerOf(duckdb, raw);
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
          const types = query.columns.map((column) => column.type && typeName(column.type));
          expect((local as Answer).columns.map((column) => column.type)).toEqual(types);
          if (differingRows(local as Answer, meaning).length > 0) {
            // What is emitted must be right; what the author wrote may meet a fault of DuckDB that is shown on its own.
            const faults = duckdbFaults.filter((fault) => fault.touches(raw));
            expect(faults, emitted.duckdb as string).not.toEqual([]);
            const right = await answerOf(plain, raw);
            const exempt = faults.some((fault) => fault.without === undefined);
            if (!exempt) expect(differingRows(local as Answer, right as Answer), emitted.duckdb as string).toEqual([]);
          }
          const lies = query.columns.filter((column, i) => !column.nullable && hasNull(local as Answer, i));
          expect(lies.map((column) => column.name)).toEqual([]);
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
