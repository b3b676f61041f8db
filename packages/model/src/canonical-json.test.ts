import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, digestOf } from './canonical-json.ts';

test('keys are sorted by code units, undefined members are left out, and there are no spaces', () => {
  expect(canonicalJson({ b: 1, a: [undefined, null, { z: 'ü', Z: true, y: undefined }], é: 1.5, B: -0 })).toBe(
    '{"B":0,"a":[null,null,{"Z":true,"z":"ü"}],"b":1,"é":1.5}',
  );
});

test('any JSON reads back as itself, whatever the order of its keys was', () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, member]) => [key, reversed(member)]),
          )
        : value;
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('a digest says which hash it is', () => {
  expect(digestOf({ a: 1 })).toBe('sha256:015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
});
