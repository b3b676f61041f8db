import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasDuplicateKey } from './duplicate-key.ts';

test.each([
  ['{"a":1,"a":2}', true],
  ['{"a":1,"\\u0061":2}', true],
  ['[{"x":[{"a":{},"b":1,"a":[]}]}]', true],
  ['{"a":{"b":1},"b":{"a":1}}', false],
  ['[{"a":1},{"a":1}]', false],
  ['{"a":"a","b":["a","a"]}', false],
  ['{"a":"\\"a\\":1,","b":"{\\"a\\":1"}', false],
  ['{"__proto__":1,"constructor":2}', false],
  ['"a"', false],
])('%s: %s', (text, expected) => expect(hasDuplicateKey(text)).toBe(expected));

test('what JSON.stringify writes has no key twice', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => !hasDuplicateKey(JSON.stringify(value))),
    { seed: 3 },
  );
});
