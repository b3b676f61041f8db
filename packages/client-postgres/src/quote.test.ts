import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { quoteIdentifier, quoteLiteral, quoteQualified } from './quote.ts';
import { openMemory } from './testing/memory.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

test('a name is quoted whatever it holds', () => {
  expect(quoteIdentifier('select')).toBe('"select"');
  expect(quoteIdentifier('a"; DROP TABLE b; --')).toBe('"a""; DROP TABLE b; --"');
  expect(quoteQualified('tenant_acme_corp__sales', 'daily.revenue')).toBe('"tenant_acme_corp__sales"."daily.revenue"');
});

test.each([
  ['nothing', ''],
  ['NUL', 'a\0b'],
  ['64 bytes', 'é'.repeat(32)],
])('a name of %s is refused, since PostgreSQL would cut or refuse it', (_, name) => {
  expect(() => quoteIdentifier(name)).toThrow(/^not a PostgreSQL name/);
});

test('PostgreSQL reads back every text and every name as it was', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 15 }).filter((one) => !one.includes('\0'));
  const name = text.filter((one) => one !== '' && one !== '__proto__' && Buffer.byteLength(one) <= 63);
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, text, { minKeys: 1, maxKeys: 40 }), async (row) => {
      const columns = Object.entries(row).map(([key, value]) => `${quoteLiteral(value)} AS ${quoteIdentifier(key)}`);
      for (const conforming of ['on', 'off']) {
        const rows = await database.transaction(undefined, async (transaction) => {
          await transaction.query(`SET LOCAL standard_conforming_strings = ${conforming}`);
          return await transaction.query(`SELECT ${columns.join(', ')}`);
        });
        expect(rows.map((one) => ({ ...one }))).toEqual([{ ...row }]);
      }
    }),
    { seed: 7, numRuns: 20 },
  );
});
