import { expect, test } from 'vitest';
import { readMark, writeMark } from './mark.ts';

const mark = { tenantId: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d', digest: 'sha256:ab' };

test('a mark is one line of ids and digests', () => {
  expect(writeMark(mark)).toBe('akili:{"tenant":"6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d","digest":"sha256:ab"}');
  expect(readMark(writeMark(mark))).toEqual(mark);
});

test.each([[null], ['orders of the shop'], ['akili:'], ['akili:{"tenant":7}'], ['akili:null']])(
  '%s is no mark',
  (text) => {
    expect(readMark(text)).toBeUndefined();
  },
);
