/** Made-up rows for every family of expressions: NULLs, ties, negatives, empty and Unicode texts, ends of months. */
export const factColumns = {
  k: 'bigint',
  i: 'integer',
  j: 'integer',
  g: 'bigint',
  n: 'decimal(18,2)',
  m: 'decimal(10,4)',
  f: 'double',
  s: 'varchar',
  t: 'varchar',
  b: 'boolean',
  d: 'date',
  e: 'date',
  ts: 'timestamp',
  us: 'timestamp',
  js: 'json',
  a: 'array(integer)',
} as const;

const rows = [
  `1, 1, 2, 10, 12.50, 1.2345, 2.5, 'hello world', 'o', TRUE, DATE '2026-01-31', DATE '2026-03-01', TIMESTAMP '2026-03-01 23:59:59.500000', TIMESTAMP '2026-03-02 00:30:00', '{"a": {"b": [1, 2]}, "n": "5", "s": "x"}', [1, 2, 3]`,
  `2, -7, 2, -3, -12.55, -0.5000, -2.5, 'Hello', 'l', FALSE, DATE '2024-02-29', DATE '2026-02-28', TIMESTAMP '2024-02-29 12:00:00', TIMESTAMP '2023-12-31 23:00:00', '{"a": {"b": []}, "n": "12"}', [3]`,
  `3, 7, -2, 3, 0.05, 99.9999, 0.5, '', '', TRUE, DATE '2025-12-29', DATE '2026-01-05', TIMESTAMP '2026-03-08 02:30:00', TIMESTAMP '2026-11-01 01:30:00', '{"s": null}', []`,
  `4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL`,
  `5, 7, 7, 7, 12.50, 1.2345, 3.5, 'naïve 😀', 'ï', FALSE, DATE '2026-01-31', DATE '2025-01-31', TIMESTAMP '1969-12-31 23:59:59', TIMESTAMP '2026-03-01 00:00:00', '[1, 2, 3]', [1, 1, 2]`,
  `6, 2147483, 3, 9007199254740993, 1000000.01, 0.0001, 1e10, 'O''Hare_5%', '_', NULL, DATE '2020-12-31', DATE '2021-01-01', TIMESTAMP '2020-12-31 00:00:00', TIMESTAMP '2021-01-01 00:00:00', '{"a": 1}', [5, NULL]`,
  `7, 0, 5, 0, 2.675, 2.5000, -0.5, 'abcabc', 'b', TRUE, DATE '2026-07-04', DATE '2026-06-30', TIMESTAMP '2026-07-04 10:11:12.345678', TIMESTAMP '2026-06-30 22:00:00', '{"n": "-3"}', [1, 2]`,
];

const duckTypes =
  'k BIGINT, i INTEGER, j INTEGER, g BIGINT, n DECIMAL(18,2), m DECIMAL(10,4), f DOUBLE, s VARCHAR, t VARCHAR, b BOOLEAN, d DATE, e DATE, ts TIMESTAMP, us TIMESTAMP, js JSON, a INTEGER[]';
const pgTypes =
  'k bigint, i integer, j integer, g bigint, n numeric(18,2), m numeric(10,4), f double precision, s text, t text, b boolean, d date, e date, ts timestamp, us timestamp, js jsonb, a integer[]';

export const duckdbFacts = [
  `CREATE TABLE facts(${duckTypes})`,
  `INSERT INTO facts VALUES ${rows.map((row) => `(${row})`).join(', ')}`,
];
export const postgresFacts = [
  `CREATE TABLE facts(${pgTypes})`,
  ...rows.map((row) => `INSERT INTO facts VALUES (${row.replace(/\[([\d, NUL]*)\]$/, 'ARRAY[$1]::integer[]')})`),
];
