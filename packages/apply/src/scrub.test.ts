import { expect, test } from 'vitest';
import { scrub } from './scrub.ts';

test.each([
  ['password is hunter2!', ['hunter2'], 'password is ***!'],
  ['hunter2 and hunter2', ['hunter2'], '*** and ***'],
  ['postgres://u:p%40ss%2Fword@h', ['p@ss/word'], 'postgres://u:***@h'],
  [String.raw`{"password":"a\"b\\c"}`, [String.raw`a"b\c`], '{"password":"***"}'],
  ["PASSWORD 'it''s'", ["it's"], "PASSWORD '***'"],
  ['Basic aHVudGVyMg==', ['hunter2'], 'Basic ***'],
  ['hunter22', ['hunter', 'hunter22'], '***'],
  ['a cab', ['a', 'ab'], 'a cab'],
  ['nothing here', [], 'nothing here'],
  ['$& stays', ['$&x', 'stays'], '$& ***'],
])('%s', (text, secrets, expected) => {
  expect(scrub(text, secrets)).toBe(expected);
});
