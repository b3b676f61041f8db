import type { AnalysedQuery } from '@akili/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres, type Engine } from '../sql/engines.ts';
import { aggregates, queries, scalars, windows } from '../sql/expressions.ts';
import { factColumns, postgresFacts } from '../sql/facts.ts';
import { emitAll, parser, readAll, relation } from '../sql/translate.ts';

const reference = "{{ ref('facts') }}";
const texts = [
  ...scalars.map((each) => `SELECT k, ${each} AS x FROM ${reference}`),
  ...aggregates.map((each) => `SELECT b AS g, ${each} AS x FROM ${reference} GROUP BY b`),
  ...windows.map((each) => `SELECT k, ${each} AS x FROM ${reference}`),
  ...queries,
];

let postgres: Engine;

beforeAll(async () => {
  postgres = await openPostgres(postgresFacts);
});

afterAll(async () => {
  parser.close();
  await postgres.close();
});

/** The columns of `facts` that a view of the text depends on, as PostgreSQL records them. */
async function dependenciesOf(sql: string): Promise<readonly string[]> {
  await postgres.exec('DROP VIEW IF EXISTS depends_of_test CASCADE');
  await postgres.exec(`CREATE VIEW depends_of_test AS ${sql}`);
  const { rows } = await postgres.run(
    `SELECT DISTINCT a.attname::text AS name FROM pg_depend d
     JOIN pg_rewrite r ON r.oid = d.objid AND r.ev_class = 'depends_of_test'::regclass
     JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
     WHERE d.refobjid = 'facts'::regclass AND d.refobjsubid > 0`,
  );
  return rows.map(([name]) => String(name)).sort();
}

function lineageColumns({ lineage }: AnalysedQuery): readonly string[] {
  const sources = [...Object.values(lineage.columns).flat(), ...lineage.rows];
  return [...new Set(sources.map(({ column }) => column))].sort();
}

/**
 * What a text reads and no row or value comes from, by text: an order that cuts nothing off, and columns of a subquery
 * that nobody uses. Everything else that PostgreSQL finds has to be in the lineage.
 */
function readForNothing(text: string): boolean {
  return /ORDER BY(?![^(]*\))/.test(text.replace(/\([^()]*\)/g, '')) || /\(\s*SELECT|WITH /i.test(text);
}

test('lineage and what PostgreSQL says that a view depends on are the same columns, both ways', async () => {
  const readings = await readAll(texts, { refs: { facts: relation(factColumns) } });
  const missing: string[] = [];
  const beyond: string[] = [];
  let compared = 0;
  for (const { text, query } of readings) {
    const sql = query && emitAll(query).postgres;
    if (query === undefined || typeof sql !== 'string') continue;
    compared++;
    const [ours, theirs] = [lineageColumns(query), await dependenciesOf(sql)];
    missing.push(...ours.filter((column) => !theirs.includes(column)).map((column) => `${column}: ${text}`));
    const more = theirs.filter((column) => !ours.includes(column));
    if (!readForNothing(text)) beyond.push(...more.map((column) => `${column}: ${text}`));
  }
  expect(missing).toEqual([]);
  expect(beyond).toEqual([]);
  expect(compared).toBeGreaterThan(600);
});
