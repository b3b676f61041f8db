import { expect, test } from 'vitest';
import { matrixOf } from './matrix.ts';

const slugs = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `tenant-${i}`);

test('a tenant has a job and an environment of its own', () => {
  expect(matrixOf(['acme-corp'], 2, 'production')).toEqual([
    { name: 'acme-corp', tenants: ['acme-corp'], environment: 'acme-corp-production' },
  ]);
});

test('a thousand tenants are at most 200 jobs, and none is left out', () => {
  const matrix = matrixOf(slugs(1000), 1000, 'production');
  expect(matrix.length).toBeLessThanOrEqual(200);
  expect(matrix.flatMap(({ tenants }) => tenants).sort()).toEqual(slugs(1000).toSorted());
});

test("a tenant's group does not depend on who else is affected", () => {
  const all = matrixOf(slugs(1000), 1000, 'production').find(({ tenants }) => tenants.includes('tenant-7'));
  expect(matrixOf(['tenant-7'], 2000, 'production')).toEqual([{ ...all, tenants: ['tenant-7'] }]);
});
