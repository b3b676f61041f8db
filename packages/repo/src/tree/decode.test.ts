import { expect, test } from 'vitest';
import fc from 'fast-check';
import { decode } from './decode.ts';

test('every text survives, whatever it holds but NUL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      fc.pre(!text.includes('\0') && !text.startsWith('\ufeff'));
      expect(decode('a.yaml', new TextEncoder().encode(text))).toBe(text);
    }),
    { seed: 3 },
  );
});

test('every other sequence of bytes is a finding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const decoded = decode('a.yaml', Uint8Array.from(bytes));
      if (typeof decoded === 'string') expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(decoded);
      else expect(decoded.code).toMatch(/^FS00[23]$/);
    }),
    { seed: 3, numRuns: 2000 },
  );
});
