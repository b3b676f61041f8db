import { namePattern, slugPattern } from '@akili/model';
import { aProduct, aRepository, aTenant } from '@akili/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineNamesRule } from './engine-names.ts';

const found = (...tenants: Parameters<typeof aRepository>[0]) =>
  engineNamesRule.repository?.({ repository: aRepository(tenants), environment: undefined, options: {} }) ?? [];

const acme = (slug: string, namespace: string) =>
  aTenant({ slug, id: slug, products: [aProduct({ tenant: slug, namespace })] });

test('a slug that is the beginning of another one is no collision', () => {
  expect(found(acme('acme', 'corp_sales'), acme('acme-corp', 'sales'), acme('acme-corp-eu', 'sales'))).toEqual([]);
});

test('slugs that differ in hyphen and underscore collide, and neither finding names the other', () => {
  const findings = found(acme('acme-corp', 'sales'), acme('acme_corp', 'sales'));
  expect(findings.map(({ code, tenant, place }) => [code, tenant, place?.file])).toEqual([
    ['ISO101', 'acme-corp', 'tenants/acme-corp/tenant.yaml'],
    ['ISO101', 'acme_corp', 'tenants/acme_corp/tenant.yaml'],
  ]);
  expect(findings[0]?.message).not.toContain('acme_corp`');
  expect(JSON.stringify(findings[1])).not.toContain('acme-corp');
});

test('a namespace that is the raw namespace of another one collides within its tenant', () => {
  const products = [
    aProduct({ name: 'orders', namespace: 'sales' }),
    aProduct({ name: 'raw', namespace: 'sales__raw' }),
  ];
  expect(found(aTenant({ products })).map((finding) => finding.message)).toEqual([
    'The namespace of raw inputs `sales__raw` is also what something else of this tenant is called on the engine.',
    'The namespace `sales__raw` is also what something else of this tenant is called on the engine.',
  ]);
});

test('a namespace and a product that make too long a name together are told, though each alone would do', () => {
  const long = (length: number) =>
    aTenant({ products: [aProduct({ name: 'a'.repeat(120), namespace: 'b'.repeat(length) })] });
  expect(found(long(118))).toEqual([]);
  expect(found(long(119)).map(({ code, message }) => [code, message.replace(/`.*`/, '...')])).toEqual([
    ['ISO103', 'The asset ... has 240 characters; the engine allows 239.'],
  ]);
});

test('names of the legal forms never collide', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,3}$/);
  const joined = (separator: string) =>
    fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(separator));
  const slug = joined('-').filter((one) => slugPattern.test(one));
  const name = joined('_').filter((one) => namePattern.test(one));
  const tenants = fc.dictionary(slug, fc.dictionary(name, name, { maxKeys: 3 }), { maxKeys: 4 });
  fc.assert(
    fc.property(tenants, (drawn) => {
      const built = Object.entries(drawn).map(([one, products]) =>
        aTenant({
          slug: one,
          id: one,
          teams: Object.keys(products).map((team) => team.replaceAll('_', '-')),
          products: Object.entries(products).map(([product, namespace]) =>
            aProduct({ tenant: one, name: product, namespace }),
          ),
        }),
      );
      expect(found(...built)).toEqual([]);
    }),
    { seed: 11, numRuns: 300 },
  );
});
