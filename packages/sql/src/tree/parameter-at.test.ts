import { expect, test } from 'vitest';
import { parameterAt } from './parameter-at.ts';

test.each([
  ['SELECT ?, ?', '2', 10],
  ['SELECT \'?\', "?", ? -- ?', '1', 17],
  ['SELECT $2, $1', '1', 11],
  ['SELECT ?12, ?3', '3', 12],
  ['SELECT $days', 'days', 7],
  ["SELECT '$days'", 'days', -1],
])('%s has its parameter %s at %i', (sql, identifier, at) => {
  expect(parameterAt(sql, identifier)).toBe(at);
});
