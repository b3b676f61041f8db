import { expect, test } from 'vitest';
import { duckdbType, postgresType } from './engine-type.ts';

test.each([
  ['decimal(18,2)', 'DECIMAL(18,2)', 'numeric(18,2)'],
  ['varchar', 'VARCHAR', 'text'],
  ['double', 'DOUBLE', 'double precision'],
  ['timestamp', 'TIMESTAMP', 'timestamp without time zone'],
  ['json', 'JSON', 'jsonb'],
  ['array(array(decimal(18,2)))', 'DECIMAL(18,2)[][]', 'numeric(18,2)[]'],
])('%s is %s on DuckDB and %s on PostgreSQL', (canonical, duckdb, postgres) => {
  expect([duckdbType(canonical), postgresType(canonical)]).toEqual([duckdb, postgres]);
});
