import { expect, test } from 'vitest';
import { canonicalType, duckdbType } from './column-types.ts';

test('an array of decimals is written as DuckDB writes it, and read back', () => {
  expect(duckdbType('array(array(decimal(18,2)))')).toBe('DECIMAL(18,2)[][]');
  expect(canonicalType('DECIMAL(18,2)[][]')).toBe('array(array(decimal(18,2)))');
});

test('a type that is none of ours keeps its own name', () => {
  expect(canonicalType('HUGEINT')).toBe('duckdb:HUGEINT');
  expect(canonicalType('STRUCT(a INTEGER)[]')).toBe('duckdb:STRUCT(a INTEGER)[]');
  expect(canonicalType('TIMESTAMP WITH TIME ZONE')).toBe('duckdb:TIMESTAMP WITH TIME ZONE');
});
