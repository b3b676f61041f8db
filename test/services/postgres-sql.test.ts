import type { AnalysedQuery } from '@akili/sql';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { differentialSuite } from '../sql/differential-suite.ts';
import { openDuckdb, postgresEngine, type OpenPostgres } from '../sql/engines.ts';
import { randomSuite } from '../sql/random/random-suite.ts';
import { tpchSuite } from '../sql/tpch/tpch-suite.ts';
import { differingRows } from '../sql/same-rows.ts';
import { emitAll, parser, readAll, relation, type Reading } from '../sql/translate.ts';
import { postgres, startPostgres } from './postgres.ts';

const refused = await postgres.install();
if (refused !== undefined) process.stderr.write(`${postgres.name} is not tested: ${refused.missing}\n`);

// Where the server cannot be had there is nothing to collect either.
if (refused === undefined) {
  // A zone whose clocks move by half an hour: nobody's texts may depend on it.
  const running = await startPostgres([`timezone = 'Australia/Lord_Howe'`]);
  afterAll(async () => {
    parser.close();
    await running.stop();
  });
  let schemas = 0;

  /** A session with a schema of its own, so that suites may have tables of the same names. */
  const open: OpenPostgres = async (setup) => {
    const { host, port, superuser } = running.access;
    const client = new pg.Client({
      host,
      port,
      database: 'postgres',
      user: superuser.username,
      password: superuser.password,
    });
    await client.connect();
    const schema = `suite_${++schemas}`;
    const session = {
      exec: async (sql: string) => void (await client.query(sql)),
      rows: async (sql: string) => (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows,
      close: () => client.end(),
    };
    return await postgresEngine(session, [`CREATE SCHEMA ${schema}`, `SET search_path TO ${schema}`, ...setup]);
  };

  test.each(['UPPER', 'LOWER'])('%s changes every letter of Unicode as DuckDB does', async (name) => {
    const [reading] = await readAll([`SELECT i, ${name}(s) AS x FROM {{ ref('letters') }}`], {
      refs: { letters: relation({ i: 'integer', s: 'varchar' }) },
    });
    const { duckdb: local, postgres: translated } = emitAll((reading as Reading).query as AnalysedQuery);
    // Surrogates are no characters, and DuckDB's client drops a byte order mark.
    const letters = (from: string): string =>
      `CREATE TABLE letters AS SELECT CAST(i AS INTEGER) AS i, CAST(CHR(CAST(i AS INTEGER)) AS VARCHAR) AS s FROM ${from} WHERE NOT (i BETWEEN 55296 AND 57343 OR i = 65279)`;
    const duckdb = await openDuckdb([letters('range(1, 131072) t(i)')]);
    const server = await open([letters('generate_series(1, 131071) t(i)')]);
    expect(differingRows(await server.run(translated as string), await duckdb.run(local as string))).toEqual([]);
    await Promise.all([duckdb.close(), server.close()]);
  });

  differentialSuite(open);
  tpchSuite(open);
  randomSuite(open);
}
