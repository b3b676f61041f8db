import { expect, test } from 'vitest';
import { allDiagnostics, violatesIsolation } from './index.ts';

test('every code of the family violates isolation but a name that is too long', () => {
  const family = allDiagnostics().flatMap(({ code }) => (/^ISO/.test(code) ? [code] : []));
  expect(family.filter((code) => !violatesIsolation(code))).toEqual(['ISO103']);
});

test('no other family does', () => {
  expect(['REF105', 'CRD101', 'PLN101'].filter(violatesIsolation)).toEqual([]);
});
