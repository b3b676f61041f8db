import { readType, type CanonicalType } from '@akili/model';
import { expect, test } from 'vitest';
import { describeType } from './expr-type.ts';
import { commonType, outputType, productType, sumType } from './type-rules.ts';

const type = (text: string): CanonicalType => readType(text) as CanonicalType;
const text = (found: ReturnType<typeof commonType>): string => describeType(found);

test.each([
  ['integer', 'bigint', 'bigint'],
  ['decimal(18,2)', 'integer', 'decimal(18,2)'],
  ['decimal(10,4)', 'decimal(18,2)', 'decimal(20,4)'],
  ['decimal(38,5)', 'decimal(8,7)', 'decimal(38,5)'],
  ['float', 'decimal(18,2)', 'float'],
  ['float', 'double', 'double'],
  ['date', 'timestamp', 'timestamp'],
  ['array(integer)', 'array(bigint)', 'array(bigint)'],
  ['varchar', 'integer', 'an unknown type'],
])('%s meets %s as %s', (a, b, met) => {
  expect(text(commonType(type(a), type(b)))).toBe(met);
});

test.each([
  ['decimal(18,2)', 'integer', 'decimal(18,2)'],
  ['decimal(18,2)', 'bigint', 'decimal(22,2)'],
  ['integer', 'decimal(2,1)', 'decimal(12,1)'],
  ['decimal(18,2)', 'decimal(38,5)', 'decimal(38,5)'],
])('%s + %s is %s', (a, b, sum) => {
  expect(text(sumType(type(a), type(b)))).toBe(sum);
});

test.each([
  ['decimal(18,2)', 'decimal(10,4)', 'decimal(18,6)'],
  ['decimal(18,2)', 'decimal(38,5)', 'decimal(38,7)'],
])('%s * %s is %s', (a, b, product) => {
  expect(text(productType(type(a), type(b)))).toBe(product);
});

test('a sum of integers is an output as decimal(38,0), an interval is none', () => {
  expect(outputType({ kind: 'hugeint' })).toEqual({ kind: 'decimal', precision: 38, scale: 0 });
  expect(outputType({ kind: 'interval' })).toBeUndefined();
});
