import { expect, test } from 'vitest';
import { postgresRegex } from './regex.ts';

test.each([
  ['l+o', 'l+o'],
  ['a.c', 'a[^\\n]c'],
  ['^\\d{3}\\.\\w$', '^[0-9]{3}\\.[A-Za-z0-9_]$'],
  ['[\\d_]+', '[0-9_]+'],
  ['a|b', 'a|b'],
])('%s is %s where only a match counts', (pattern, written) => {
  expect(postgresRegex(pattern, 'matches')).toBe(written);
});

test.each([['(?i)a'], ['(?=a)'], ['\\bword\\b'], ['\\pL'], ['[[:alpha:]]'], ['a++']])('%s has no equal', (pattern) => {
  expect(postgresRegex(pattern, 'matches')).toBeUndefined();
});

test('what is matched depends on greed and order, so that neither may differ', () => {
  expect(postgresRegex('a|ab', 'covers')).toBeUndefined();
  expect(postgresRegex('a+?', 'covers')).toBeUndefined();
  expect(postgresRegex('(a)b*', 'covers')).toBe('(a)b*');
});
