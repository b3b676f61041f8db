import { createLocator } from '@akili/manifest';
import { aProduct, aTenant } from '@akili/testkit';
import { expect, test } from 'vitest';
import { productOrigin, tenantOrigin } from './product-origin.ts';

/** What the exact reader says, which the quick one must agree with, and whether it was asked. */
function origin(text: string) {
  const product = aProduct();
  const file = `${product.folder}/product.yaml`;
  const exact = createLocator({ files: [{ path: file, text }], findings: [] });
  let asked = false;
  const answer = productOrigin(product, text, (place) => {
    asked = true;
    return exact(place);
  });
  return { answer, asked, exact: exact({ file, path: ['product', 'name'] }) };
}

test.each([
  ['the usual form', 'product:\n  name: orders_daily\n  namespace: sales\n', false],
  ['quotes, and a comment above', '# orders\nproduct:\n  version: "1.0.0"\n  name: "orders_daily"\n', false],
  [
    'a description that names it too',
    'product:\n  description: |\n    name: orders_daily\n  name: orders_daily\n',
    true,
  ],
  ['a folded description before it', 'product:\n  description: >\n    orders\n  name: orders_daily\n', true],
  ['flow style', 'product: { name: orders_daily, namespace: sales }\n', true],
  ['a quoted text over two lines', 'product:\n  description: "one\n  name: orders_daily\n  two"\n', true],
])('%s is found where the exact reader finds it', (_, text, asked) => {
  const found = origin(text);
  expect(found.answer).toEqual(found.exact);
  expect(found.asked).toBe(asked);
});

test.each([
  ['the usual form', 'apiVersion: akili/v1\nkind: Tenant\nslug: acme-corp\nstatus: active\n', false],
  ['quotes, and a comment above', '# acme\ndisplayName: "Acme: slug"\n\nslug: "acme-corp"\n', false],
  ['a block before it', 'quotas:\n  products: 20\nslug: acme-corp\n', true],
  ['a text that looks like it', 'displayName: |\n  x\nslug: acme-corp\n', true],
  ['a quoted text over two lines', 'displayName: "one\nslug: acme-corp\ntwo"\n', true],
  ['flow style', '{ slug: acme-corp }\n', true],
])('of a tenant: %s is found where the exact reader finds it', (_, text, asked) => {
  const tenant = aTenant({ slug: 'acme-corp' });
  const exact = createLocator({ files: [{ path: tenant.file, text }], findings: [] });
  let wasAsked = false;
  const answer = tenantOrigin(tenant, text, (place) => {
    wasAsked = true;
    return exact(place);
  });
  expect(answer).toEqual(exact({ file: tenant.file, path: ['slug'] }));
  expect(wasAsked).toBe(asked);
});
