import fc from 'fast-check';

/** The tables of random queries: `facts`, and `dims` whose columns have other names, so that no name is ambiguous. */
export const generatedColumns = {
  facts: {
    k: 'bigint!',
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
    l: 'array(integer)',
    w: 'array(varchar)',
    o: 'json',
  },
  dims: { dk: 'bigint!', di: 'integer', dn: 'decimal(12,3)', ds: 'varchar', dd: 'date', db: 'boolean' },
} as const;

const ints = ['0', '1', '2', '3', '7', '-1', '-7', '12', '100', '-2'];
const decimals = ['0.00', '0.05', '-0.05', '12.50', '-12.55', '2.68', '1000000.01', '99.99', '-1.00'];
const fine = ['0.0000', '1.2345', '-0.5000', '99.9999', '0.0001', '2.5000'];
// Multiples of a half: sums of them are exact, in whatever order an engine adds.
const halves = ['0', '0.5', '-0.5', '2.5', '-2.5', '3.5', '1048576', '-7'];
const texts = [
  '',
  'a',
  'A',
  'b',
  'ab',
  'hello world',
  'Hello',
  'naïve 😀',
  'ï',
  "O'Hare_5%",
  'straße',
  ' x ',
  '12',
  'l',
];
const dates = [
  '2024-02-29',
  '2023-02-28',
  '2026-01-31',
  '2025-12-29',
  '2026-01-05',
  '2020-12-31',
  '2021-01-01',
  '2026-03-08',
  '1969-12-31',
  '2000-02-29',
];
const times = [
  '2024-02-29 12:00:00',
  '2026-03-08 02:30:00',
  '2026-11-01 01:30:00',
  '2026-03-01 23:59:59.5',
  '1969-12-31 23:59:59',
  '2020-12-31 00:00:00',
  '2026-07-04 10:11:12.345678',
  '2025-12-31 23:59:59.999999',
];

const orNull = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant('NULL') }, { weight: 5, arbitrary });
const one = (values: readonly string[]): fc.Arbitrary<string> => orNull(fc.constantFrom(...values));
const text = one(texts.map((value) => `'${value.replaceAll("'", "''")}'`));
const date = one(dates.map((value) => `DATE '${value}'`));
const time = one(times.map((value) => `TIMESTAMP '${value}'`));
const truth = one(['TRUE', 'FALSE']);
const lists = ['{}', '{1}', '{1,2,3}', '{7,-1}', '{2,NULL}'];
const words = ['{}', '{a}', '{a,b}', '{l,NULL}', '{O,ï}'];
const documents = [
  '{}',
  '{"n": 12, "t": "x y", "m": {"a": 1, "b": null}, "list": [1, 2]}',
  '{"n": 1.50, "t": null, "m": [10, 20], "list": []}',
  '{"n": "7", "t": "", "list": [3]}',
  '[1, "two", null]',
  '5',
  'null',
];
const quoted = (values: readonly string[], mark = ''): fc.Arbitrary<string> =>
  one(values.map((value) => `${mark}'${value}'`));
const fact = fc.tuple(
  one(ints),
  one(ints),
  one(ints),
  one(decimals),
  one(fine),
  one(halves),
  text,
  text,
  truth,
  date,
  date,
  time,
  time,
  quoted(lists, 'LIST '),
  quoted(words, 'LIST '),
  quoted(documents),
);
const dim = fc.tuple(one(ints), one(decimals), text, date, truth);

/** Statements that make both tables on an engine; the same rows for the same seed. */
export function generatedTables(engine: 'duckdb' | 'postgres', seed: number): readonly string[] {
  const rowsOf = (arbitrary: fc.Arbitrary<readonly string[]>, numRuns: number): string =>
    fc
      .sample(arbitrary, { seed, numRuns })
      .map((values, k) => `(${k + 1}, ${values.join(', ')})`)
      .join(', ');
  // DuckDB writes a list in brackets.
  const own = (values: string): string =>
    values.replace(/LIST '\{([^}]*)\}'/g, engine === 'duckdb' ? "'[$1]'" : "'{$1}'");
  return [
    `CREATE TABLE facts (${columnList('facts', engine)})`,
    `CREATE TABLE dims (${columnList('dims', engine)})`,
    `INSERT INTO facts VALUES ${own(rowsOf(fact, 40))}`,
    `INSERT INTO dims VALUES ${rowsOf(dim, 12)}`,
  ];
}

function columnList(table: keyof typeof generatedColumns, engine: 'duckdb' | 'postgres'): string {
  return Object.entries(generatedColumns[table])
    .map(([name, type]) => `${name} ${spelled(type.replace('!', '').replace(/array\((\w+)\)/, '$1[]'), engine)}`)
    .join(', ');
}

function spelled(type: string, engine: 'duckdb' | 'postgres'): string {
  if (engine === 'duckdb') return type.toUpperCase();
  return type
    .replace('varchar', 'text')
    .replace('double', 'double precision')
    .replace('decimal', 'numeric')
    .replace('json', 'jsonb');
}
