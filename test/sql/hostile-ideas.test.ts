import { afterAll, expect, test } from 'vitest';
import { openDuckdb } from './engines.ts';
import { harmlessIdeas, hostileIdeas } from './hostile/ideas.ts';
import { emitAll, parser, readAll, relation } from './translate.ts';

afterAll(() => parser.close());

const refs = {
  orders: relation({
    order_id: 'bigint',
    amount: 'decimal(18,2)',
    region: 'varchar',
    ordered_at: 'timestamp',
    tags: 'array(varchar)',
    details: 'json',
  }),
};

test('all are refused, with a code and a place in the text', async () => {
  expect(hostileIdeas.length).toBeGreaterThanOrEqual(100);
  const readings = await readAll(hostileIdeas, { refs });
  expect(readings.filter(({ query }) => query !== undefined).map(({ text }) => text)).toEqual([]);
  for (const { text, findings } of readings) {
    const [first] = findings;
    expect(first?.code, text).toMatch(/^(SQL|TYP)\d{3}$/);
    expect(first?.place?.start, text).toBeGreaterThanOrEqual(0);
    expect(first?.place?.end, text).toBeGreaterThan(first?.place?.start as number);
    expect(first?.place?.end, text).toBeLessThanOrEqual(text.length);
  }
});

test('what is let through runs where nothing but the input is, and nothing outside can be reached', async () => {
  const duckdb = await openDuckdb([
    'CREATE TABLE orders (order_id BIGINT, amount DECIMAL(18,2), region VARCHAR, ordered_at TIMESTAMP, tags VARCHAR[], details JSON)',
    'SET enable_external_access = false',
    'SET lock_configuration = true',
  ]);
  for (const { text, query, findings } of await readAll(harmlessIdeas, { refs })) {
    expect(
      findings.filter((one) => one.severity === 'error'),
      text,
    ).toEqual([]);
    expect(
      query?.reads.every((one) => one.name === 'orders'),
      text,
    ).toBe(true);
    const emitted = emitAll(query as NonNullable<typeof query>).duckdb;
    expect((await duckdb.run(emitted as string)).columns.length, text).toBeGreaterThan(0);
  }
  await duckdb.close();
});
