import { slugNotFolder, unknownCursor, unusedInput } from '@akili/diagnostics';
import { aProduct, aTenant } from '@akili/testkit';
import { expect, test } from 'vitest';
import { failuresOf } from './failures.ts';

const outer = aProduct({ name: 'orders', folder: 'tenants/acme-corp/products/eu' });
const inner = aProduct({ name: 'orders_daily', folder: 'tenants/acme-corp/products/eu/daily' });
const acme = aTenant({ products: [outer, inner] });
const globex = aTenant({ slug: 'globex-inc' });
const cursor = { resource: 'public.orders', column: 'updated', suggestion: undefined };

test('an error belongs to the nearest product folder above it', () => {
  const failures = failuresOf([acme, globex]);
  failures.add([unknownCursor.at({ file: `${inner.folder}/inputs.yaml` }, cursor, { tenant: 'acme-corp' })]);
  expect([failures.product(outer), failures.product(inner), failures.tenant(acme)]).toEqual([false, true, false]);
});

test('an error of the tenant leaves out the tenant, and no other', () => {
  const failures = failuresOf([acme, globex]);
  const params = { slug: 'acme', folder: 'acme-corp', legal: true };
  failures.add([slugNotFolder.at({ file: acme.file }, params, { tenant: 'acme-corp' })]);
  expect([failures.tenant(acme), failures.tenant(globex)]).toEqual([true, false]);
});

test('a warning leaves out nothing', () => {
  const failures = failuresOf([acme, globex]);
  failures.add([unusedInput.at({ file: `${outer.folder}/inputs.yaml` }, { input: 'orders' }, { tenant: 'acme-corp' })]);
  expect([failures.product(outer), failures.tenant(acme)]).toEqual([false, false]);
});

test('a product that could be read only in part is left out', () => {
  expect(failuresOf([acme]).product(aProduct({ broken: ['quality'] }))).toBe(true);
});
