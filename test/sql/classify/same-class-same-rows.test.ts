import { classifyChange, readTree, type ChangeClass, type QueryVersion } from '@akili/sql';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Answer, type Engine } from '../engines.ts';
import { generatedColumns, generatedTables } from '../random/generated-rows.ts';
import { randomQuery } from '../random/grammar.ts';
import { differingRows } from '../same-rows.ts';
import { parser, readAll, relation } from '../translate.ts';
import { withRewriting } from './rewritten-query.ts';

const seed = Number(process.env['AKILI_SEED'] ?? 20260308);
const numRuns = process.env['AKILI_HEAVY'] === '1' ? 20_000 : 1500;
const refs = { facts: relation(generatedColumns.facts), dims: relation(generatedColumns.dims) };

let duckdb: Engine;

beforeAll(async () => {
  duckdb = await openDuckdb(generatedTables('duckdb', seed));
});

afterAll(async () => {
  parser.close();
  await duckdb.close();
});

/** Undefined for a run-time error that depends on the rows. */
async function answerOf(text: string): Promise<Answer | undefined> {
  try {
    return await duckdb.run(text.replace(/\{\{ ref\('(\w+)'\) \}\}/g, '$1'));
  } catch {
    return undefined;
  }
}

async function versionsOf(texts: readonly string[]): Promise<readonly (QueryVersion | undefined)[]> {
  const readings = await readAll(texts, { refs });
  const parsed = await parser.parse(readings.map(({ rendered }) => rendered?.sql ?? 'SELECT 1'));
  return readings.map(({ rendered, query }, index) => {
    const answer = parsed[index];
    if (rendered === undefined || query === undefined || answer === undefined) return undefined;
    return { query, tree: readTree(answer, rendered.sql), sql: rendered.sql };
  });
}

/** Only the columns of these names, in their order. */
function only(answer: Answer, names: readonly string[]): Answer {
  const places = names.map((name) => answer.columns.findIndex((column) => column.name === name));
  return {
    columns: places.map((place) => answer.columns[place] as Answer['columns'][number]),
    rows: answer.rows.map((row) => places.map((place) => row[place])),
  };
}

test('what is said to be the same, or to have only more columns, gives the same rows and types', async () => {
  const counts: Record<ChangeClass, number> = { formatting: 0, identical: 0, added: 0, rows: 0, breaking: 0 };
  await fc.assert(
    fc.asyncProperty(withRewriting(randomQuery), async ([before, after]) => {
      const [old, now] = await versionsOf([before, after]);
      if (old === undefined || now === undefined) return;
      const change = classifyChange(old, now);
      counts[change.class]++;
      if (change.class === 'rows' || change.class === 'breaking') return;
      const [was, is] = [await answerOf(before), await answerOf(after)];
      if (was === undefined || is === undefined) return;
      const names = was.columns.map(({ name }) => name);
      if (change.class !== 'added') expect(is.columns.map(({ name }) => name)).toEqual(names);
      expect(only(is, names).columns).toEqual(was.columns);
      expect(differingRows(only(is, names), was)).toEqual([]);
    }),
    { seed, numRuns, includeErrorInReport: true },
  );
  // Otherwise the property would hold of nothing.
  expect(counts.formatting / numRuns).toBeGreaterThan(0.03);
  expect(counts.identical / numRuns).toBeGreaterThan(0.05);
  expect(counts.added / numRuns).toBeGreaterThan(0.01);
  expect(counts.rows / numRuns).toBeGreaterThan(0.1);
  expect(counts.breaking / numRuns).toBeGreaterThan(0.02);
}, 1_800_000);

test('queries that have nothing to do with each other are not said to be the same, unless they give the same', async () => {
  await fc.assert(
    fc.asyncProperty(randomQuery, randomQuery, async (before, after) => {
      const [old, now] = await versionsOf([before, after]);
      if (old === undefined || now === undefined) return;
      const change = classifyChange(old, now);
      if (change.class !== 'formatting' && change.class !== 'identical') return;
      const [was, is] = [await answerOf(before), await answerOf(after)];
      if (was !== undefined && is !== undefined) expect(differingRows(is, was)).toEqual([]);
    }),
    { seed, numRuns: 300, includeErrorInReport: true },
  );
}, 600_000);
