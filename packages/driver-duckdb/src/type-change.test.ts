import { expect, test } from 'vitest';
import { typeChange } from './type-change.ts';

test.each([
  ['integer', 'bigint', 'widen'],
  ['bigint', 'integer', 'cast'],
  ['integer', 'double', 'widen'],
  ['bigint', 'double', 'cast'],
  ['float', 'double', 'widen'],
  ['integer', 'decimal(10,0)', 'widen'],
  ['integer', 'decimal(10,1)', 'cast'],
  ['bigint', 'decimal(38,2)', 'widen'],
  ['decimal(18,2)', 'decimal(20,4)', 'widen'],
  ['decimal(18,2)', 'decimal(18,4)', 'cast'],
  ['decimal(18,2)', 'decimal(38,0)', 'cast'],
  ['decimal(18,2)', 'double', 'cast'],
  ['date', 'timestamp', 'widen'],
  ['timestamp', 'date', 'cast'],
  ['bigint', 'varchar', 'cast'],
  ['varchar', 'bigint', 'cast'],
  ['array(integer)', 'array(bigint)', 'widen'],
  ['array(integer)', 'integer', 'renew'],
  ['uuid', 'integer', 'renew'],
  ['boolean', 'date', 'renew'],
  ['duckdb:HUGEINT', 'bigint', 'cast'],
])('%s to %s is a %s', (from, to, change) => {
  expect(typeChange(from, to)).toBe(change);
});
