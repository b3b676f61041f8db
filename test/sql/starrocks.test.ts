import { afterAll, expect, test } from 'vitest';
import { check, readStatement } from '../peers/starrocks/index.ts';
import { aggregates, queries, scalars, windows } from './expressions.ts';
import { factColumns } from './facts.ts';
import { emitAll, parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const reference = "{{ ref('facts') }}";
const texts = [
  ...scalars.map((written) => `SELECT k, ${written} AS x FROM ${reference}`),
  ...aggregates.map((written) => `SELECT b AS g, ${written} AS x FROM ${reference} GROUP BY b`),
  ...windows.map((written) => `SELECT k, ${written} AS x FROM ${reference}`),
  ...queries,
];

test('what is written for StarRocks is read by a strict reader of its statement forms', async () => {
  const readings = await readAll(texts, { refs: { facts: relation(factColumns) } });
  const wrong = readings.flatMap(({ text, query }) => {
    const emitted = query && emitAll(query).starrocks;
    if (typeof emitted !== 'string') return [];
    const read = readStatement(emitted, { version: '3.3' });
    if (!read.ok) return [[text, emitted, read.message]];
    const refusals = check(read.statement, { text: emitted, version: '3.3' });
    return refusals.length === 0 ? [] : [[text, emitted, refusals[0]?.message]];
  });
  expect(wrong).toEqual([]);
});
