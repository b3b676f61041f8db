import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { aggregates, queries, scalars, windows } from './expressions.ts';
import { factColumns } from './facts.ts';
import { emitAll, parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const reference = "{{ ref('facts') }}";
const texts = [
  ...queries,
  ...scalars.map((each) => `SELECT ${each} AS x FROM ${reference}`),
  ...aggregates.map((each) => `SELECT b, ${each} AS x FROM ${reference} GROUP BY b`),
  ...windows.map((each) => `SELECT ${each} AS x FROM ${reference}`),
];
const words = texts.map((text) => text.match(/\{\{.*?\}\}|'(?:[^']|'')*'|"[^"]*"|\w+|\s+|[^\s\w]/g) ?? []);
const pool = [...new Set(words.flat())];

/** A statement of the corpus with words dropped, doubled, swapped, or replaced by words of other statements. */
const mutated = fc
  .record({
    text: fc.nat(words.length - 1),
    edits: fc.array(
      fc.record({
        at: fc.nat(200),
        what: fc.constantFrom('drop', 'double', 'swap', 'replace'),
        word: fc.nat(pool.length - 1),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ text, edits }) => {
    const parts = [...(words[text] as string[])];
    for (const { at, what, word } of edits) {
      const i = at % Math.max(1, parts.length);
      if (what === 'drop') parts.splice(i, 1);
      else if (what === 'double') parts.splice(i, 0, parts[i] ?? '');
      else if (what === 'swap') [parts[i], parts[i + 1]] = [parts[i + 1] ?? '', parts[i] ?? ''];
      else parts[i] = pool[word] as string;
    }
    return parts.join('');
  });

test('no mutation of a statement makes the binder or an emitter throw, and what is emitted is SQL', async () => {
  const samples = fc.sample(mutated, { seed: 20260308, numRuns: 6000 });
  const readings = await readAll(samples, { refs: { facts: relation(factColumns) } });
  const emitted = readings.flatMap((reading) =>
    reading.query === undefined ? [] : [Object.values(emitAll(reading.query))],
  );
  for (const reading of readings) {
    if (reading.query === undefined) expect(reading.findings, reading.text).not.toEqual([]);
    for (const finding of reading.findings) {
      const { start = 0, end = 0 } = finding.place ?? {};
      expect(start <= end && end <= reading.text.length, `${finding.code} in ${reading.text}`).toBe(true);
    }
  }
  expect(emitted.length).toBeGreaterThan(500);
  const duckdb = emitted.map(([text]) => text).filter((text) => typeof text === 'string');
  const parsed = await parser.parse(duckdb);
  expect(duckdb.filter((_, i) => parsed[i]?.ok !== true)).toEqual([]);
});
