import { expect, test } from 'vitest';
import { touchedBy } from './affected-tenants.ts';

test('a product of one tenant touches that tenant and folder', () => {
  expect(
    touchedBy(['README.md', 'tenants/a/products/x/y/transform.sql', 'tenants/a/products/x/y/product.yaml']),
  ).toEqual({
    everyone: false,
    tenants: new Map([['a', { folders: ['tenants/a/products/x/y'], whole: false }]]),
  });
});

test.each(['tenants/a/tenant.yaml', 'tenants/a/connections/c.yaml'])('%s touches all of the tenant', (path) => {
  expect(touchedBy([path])).toEqual({ everyone: false, tenants: new Map([['a', { folders: [], whole: true }]]) });
});

test.each(['akili.yaml', 'policies/deny.yaml'])('%s touches everyone', (path) => {
  expect(touchedBy(['tenants/a/tenant.yaml', path])).toEqual({ everyone: true, because: path });
});

test('a workflow touches nobody', () => {
  expect(touchedBy(['.github/workflows/akili.yml', 'tenants'])).toEqual({ everyone: false, tenants: new Map() });
});
