import { writeType, type ColumnSource } from '@akili/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Engine } from './engines.ts';
import { labelledExpressions } from './labelled/expressions.ts';
import { labelledGroups } from './labelled/groups.ts';
import { labelledTables, type Labelled } from './labelled/labelled.ts';
import { labelledRelations } from './labelled/relations.ts';
import { emitAll, parser, readAll, relation } from './translate.ts';

const labelled: readonly Labelled[] = [...labelledExpressions, ...labelledGroups, ...labelledRelations];
const tables = Object.entries(labelledTables);
const refs = Object.fromEntries(tables.map(([name, columns]) => [name, relation(columns)]));

let duckdb: Engine;

beforeAll(async () => {
  duckdb = await openDuckdb(
    tables.map(([name, columns]) => {
      const list = Object.entries(columns).map(([column, type]) => `${column} ${duckdbType(type)}`);
      return `CREATE TABLE ${name} (${list.join(', ')})`;
    }),
  );
});
afterAll(async () => {
  parser.close();
  await duckdb.close();
});

function duckdbType(type: string): string {
  return type.replace('!', ' NOT NULL').replace(/array\((\w+)\)/, '$1[]');
}

/** `name: type! <- sources` of every output, a use left out where it is the value itself. */
function described(sources: readonly ColumnSource[]): string {
  return sources
    .map(
      ({ input, column, use, masked }) =>
        `${input}.${column}${use === 'value' ? '' : `:${use}`}${masked === undefined ? '' : `(${masked})`}`,
    )
    .join(' ');
}

describe('queries labelled by hand', () => {
  test.each(labelled)('$sql', async ({ sql, columns, rows = '', key }) => {
    const text = sql.replace(/\b(FROM|JOIN|,) (orders|items|people)\b(?!\.)/g, "$1 {{ ref('$2') }}");
    const [reading] = await readAll([text], { refs });
    expect(reading?.findings).toEqual([]);
    const query = reading?.query;
    if (query === undefined) throw new Error('no query');
    const seen = query.columns.map(({ name, type, nullable }) => {
      const from = described(query.lineage.columns[name] ?? []);
      return [name, `${type && writeType(type)}${nullable ? '' : '!'} <-${from === '' ? '' : ` ${from}`}`];
    });
    expect(Object.fromEntries(seen)).toEqual(columns);
    expect(described(query.lineage.rows)).toBe(rows);
    expect(query.groupKey?.join(' ')).toBe(key);
    // What was emitted has these types, and what was written has them as far as they are canonical.
    const emitted = await duckdb.run(emitAll(query).duckdb as string);
    const types = query.columns.map((column) => column.type && duckdbName(writeType(column.type)));
    expect(emitted.columns.map((column) => column.type)).toEqual(types);
    const written = await duckdb.run(sql);
    expect(written.columns.map((column) => canonical(column.type))).toEqual(types);
  });

  test('are a hundred and more, each another', () => {
    expect(new Set(labelled.map((one) => one.sql)).size).toBe(labelled.length);
    expect(labelled.length).toBeGreaterThanOrEqual(100);
  });
});

function duckdbName(type: string): string {
  return type.replace(/array\((\w+)\)/, '$1[]');
}

/** Types that no output has, as the dialect says what becomes of them. */
function canonical(type: string): string {
  if (/^HUGEINT$/i.test(type)) return 'decimal(38,0)';
  return type.replace('TIMESTAMP WITH TIME ZONE', 'timestamp').replace('timestamp WITH TIME ZONE', 'timestamp');
}
