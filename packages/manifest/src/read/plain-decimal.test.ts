import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDecimal } from './plain-decimal.ts';

test.each([
  ['0', '0'],
  ['-0', '0'],
  ['007', '7'],
  ['+1', '1'],
  ['1.50', '1.5'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['1e3', '1000'],
  ['1.5e-3', '0.0015'],
  ['-12.5E1', '-125'],
  ['0x1F', '31'],
  ['0o17', '15'],
  ['12345678901234567890.5', '12345678901234567890.5'],
  ['1e-400', `0.${'0'.repeat(399)}1`],
])('%s is %s', (written, plain) => {
  expect(plainDecimal(written)).toBe(plain);
});

test.each(['', '.', 'e1', '1e', '.inf', '.nan', 'one', '1e999999999', '1e401', '0x', `0x${'f'.repeat(500)}`])(
  '%s is none',
  (written) => {
    expect(plainDecimal(written)).toBeUndefined();
  },
);

test('says the same number as JavaScript, and is its own plain form', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const plain = plainDecimal(String(value)) as string;
      expect(Number(plain)).toBe(value === 0 ? 0 : value);
      expect(plainDecimal(plain)).toBe(plain);
    }),
    { seed: 4 },
  );
});
