import { writeType } from '@akili/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, readStatement } from '../../peers/starrocks/index.ts';
import { openDuckdb, type Engine, type OpenPostgres } from '../engines.ts';
import { differingRows } from '../same-rows.ts';
import { emitAll, readAll, relation, type Reading } from '../translate.ts';
import { tpch } from './queries.ts';
import { columnsOf, tableNames, tpchTables } from './tables.ts';

/** The 22 queries of TPC-H on DuckDB and on a PostgreSQL. */
export function tpchSuite(openPostgres: OpenPostgres): void {
  describe('TPC-H', () => {
    let duckdb: Engine;
    let postgres: Engine;
    let readings: readonly Reading[];

    beforeAll(async () => {
      [duckdb, postgres] = await Promise.all([openDuckdb(tpchTables('duckdb')), openPostgres(tpchTables('postgres'))]);
      const refs = Object.fromEntries(tableNames.map((table) => [table, relation(columnsOf(table))]));
      const inFrom = new RegExp(`(?<=(?:FROM|JOIN|,)\\s+)(${tableNames.join('|')})\\b`, 'g');
      readings = await readAll(
        tpch.map((text) => text.replace(inFrom, "{{ ref('$1') }}")),
        { refs },
      );
    });

    afterAll(async () => {
      await Promise.all([duckdb.close(), postgres.close()]);
    });

    test.each(tpch.map((text, i) => [i + 1, text] as const))(
      'query %i means the same everywhere',
      async (number, text) => {
        const { query, findings } = readings[number - 1] as Reading;
        expect(findings).toEqual([]);
        const emitted = emitAll(query as NonNullable<typeof query>);
        const meaning = await duckdb.run(text);
        const local = await duckdb.run(emitted.duckdb as string);
        expect(local.columns.map(({ type }) => type)).toEqual(
          query?.columns.map(({ type }) => type && writeType(type)),
        );
        expect(differingRows(local, meaning)).toEqual([]);
        const translated = await postgres.run(emitted.postgres as string);
        expect(translated.columns).toEqual(local.columns);
        expect(differingRows(translated, local)).toEqual([]);
        const read = readStatement(emitted.starrocks as string, { version: '3.3' });
        expect(read.ok ? check(read.statement, { text: emitted.starrocks as string, version: '3.3' }) : read).toEqual(
          [],
        );
      },
    );

    test('most queries find rows in the generated tables', async () => {
      const answers = await Promise.all(tpch.map((text) => duckdb.run(text)));
      const found = answers.filter(({ rows }) => rows.some((row) => row.some((value) => value !== null)));
      expect(found.length).toBeGreaterThanOrEqual(17);
    });
  });
}
