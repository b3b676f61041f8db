import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonNumber, readLossless, writeLossless } from './lossless-json.ts';

test('digits stay as they were written', () => {
  expect(writeLossless(readLossless('{"a":12345678901234567890.10,"b":[1e400,-0]}'))).toBe(
    '{"a":12345678901234567890.10,"b":[1e400,-0]}',
  );
});

test('texts that look like numbers, or like our own sign, stay texts', () => {
  expect(readLossless(String.raw`["1", "\u00001", "\u0000\u00001", 1]`)).toEqual([
    '1',
    '\u00001',
    '\u0000\u00001',
    new JsonNumber('1'),
  ]);
});

test('whatever JSON says is what is read and written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(writeLossless(readLossless(text))).toBe(text);
    }),
    { seed: 7, numRuns: 500 },
  );
});
