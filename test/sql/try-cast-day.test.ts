import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, openPostgres, type Engine } from './engines.ts';
import { emitAll, parser, readAll, relation } from './translate.ts';

/** Texts that either engine may take for a day or a moment, good and bad ones. */
const one = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const year = one('2024', '2023', '1900', '2000', '24', '4', '0004', '0000', '12024', '2100', '9999', '-2024', '400');
const month = one('1', '02', '2', '12', '13', '00', '11', '3', '003');
const number = one('1', '29', '28', '30', '31', '32', '0', '09', '029');
const sign = one('-', '-', '-', '/', ' ', '\\', '.');
const clock = fc
  .tuple(
    one('0', '12', '24', '23', '012', '25', '-1'),
    one('0', '30', '59', '60', ''),
    one('', ':0', ':59', ':60', ':05.5', ':00.1234567', ':59.9999999', ':1.', ':'),
    one('', '', 'Z', ' UTC', '+02', ' ', ' Z', 'x', '-05:30', ' utc'),
  )
  .map(([hour, minute, second, zone]) => `${hour}:${minute}${second}${zone}`);
const text = fc
  .tuple(
    one('', '', '', ' ', '\t'),
    fc.tuple(year, sign, month, sign, number).map(([y, a, m, b, d]) => `${y}${a}${m}${d === '1' ? b : a}${d}`),
    one('', '', 'x', ' ', ' (BC)', 'Z'),
    fc.oneof(
      fc.constant(''),
      fc.tuple(one(' ', 'T', '  ', 'T '), clock).map(([gap, time]) => `${gap}${time}`),
    ),
    one('', '', ' ', '\n', ' x'),
  )
  .map((parts) => parts.join(''));
/** What stands in real columns: all of it has an answer on both engines. */
const usual = [
  '2024-02-29',
  '2023-02-29',
  '2026-1-5',
  ' 2026-01-05',
  '2026/01/05',
  '0000-00-00',
  '',
  'n/a',
  '20240229',
  '29.02.2024',
  '2024-02-29 12:00:00',
  '2024-02-29T12:00:00Z',
  '2024-02-29T23:59:59.999999',
  '2024-02-29T23:59:59.9999999Z',
  '2024-02-29 12:30',
  '2024-02-29 25:00:00',
  '2024-13-01',
  'today',
  'now',
];
const texts = [
  ...new Set([...usual, ...fc.sample(text, { seed: 20260308, numRuns: 1500 }), 'epoch', 'infinity', '-inf']),
];

let duckdb: Engine;
let postgres: Engine;
beforeAll(async () => {
  const rows = texts.map((each, k) => `(${k}, '${each.replaceAll("'", "''")}')`).join(', ');
  const setup = (type: string): string[] => [`CREATE TABLE v (k INTEGER, x ${type})`, `INSERT INTO v VALUES ${rows}`];
  [duckdb, postgres] = await Promise.all([openDuckdb(setup('VARCHAR')), openPostgres(setup('TEXT'))]);
});
afterAll(async () => {
  await Promise.all([duckdb.close(), postgres.close(), parser.close()]);
});

describe('TRY_CAST of a text', () => {
  test.each(['DATE', 'TIMESTAMP'])('to %s: both engines give the same, or PostgreSQL fails', async (type) => {
    const refs = { v: relation({ k: 'integer!', x: 'varchar' }) };
    const written = `SELECT k, TRY_CAST(x AS ${type}) AS y FROM {{ ref('v') }}`;
    const [reading] = await readAll([written], { refs });
    const emitted = emitAll(reading?.query as NonNullable<NonNullable<typeof reading>['query']>);
    const wanted = await duckdb.run(`SELECT k, TRY_CAST(x AS ${type}) AS y FROM v`);
    await postgres.exec(`CREATE VIEW tried_${type} AS ${emitted.postgres as string}`);
    const counts = { same: 0, days: 0, failing: 0 };
    for (const [k, right] of wanted.rows) {
      const x = texts[Number(k)] as string;
      const answer = await postgres.run(`SELECT y FROM tried_${type} WHERE k = ${String(k)}`).catch(() => undefined);
      if (answer === undefined) {
        expect(usual).not.toContain(x);
        counts.failing++;
        continue;
      }
      expect(answer.rows[0]?.[0], JSON.stringify(x)).toEqual(right);
      counts.same++;
      if (right !== null) counts.days++;
    }
    expect(counts.same).toBeGreaterThan(600);
    expect(counts.days).toBeGreaterThan(20);
    expect(counts.failing).toBeGreaterThan(0);
  });
});
