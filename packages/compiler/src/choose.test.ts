import { aPlatform, aProduct, aRepository, aTenant } from '@akili/testkit';
import { expect, test } from 'vitest';
import { choose } from './choose.ts';
import type { CompileOptions } from './compile-options.ts';

const repository = aRepository([
  aTenant({ products: [aProduct({ name: 'daily_revenue' })] }),
  aTenant({ slug: 'globex-inc', products: [aProduct({ tenant: 'globex-inc', name: 'weekly_summary' })] }),
]);
const said = (options: CompileOptions) =>
  choose(repository, options).findings.map(({ code, message, help }) => ({ code, message, help }));

test('names that are there need no word', () => {
  const options = { environment: 'local', tenants: ['globex-inc'], products: ['weekly_summary'] };
  expect(said(options)).toEqual([]);
  expect(choose(repository, options).environment?.name).toBe('local');
});

test('an unknown environment is told with the one that was probably meant', () => {
  expect(said({ environment: 'locale' })).toEqual([
    { code: 'REF106', message: '`akili.yaml` has no environment `locale`.', help: 'Did you mean `local`?' },
  ]);
});

test('an unknown tenant gets no suggestion, since that would name a tenant', () => {
  expect(said({ tenants: ['globex-in'] }).map((one) => one.help)).toEqual([
    'Write the slug of a tenant: the name of its folder below `tenants/`.',
  ]);
});

test('suggestions for a product stay within the tenants that were asked for', () => {
  expect(said({ tenants: ['acme-corp'], products: ['weekly_sumary'] }).map((one) => one.help)).toEqual([
    'Write the name that product.yaml gives.',
  ]);
  expect(said({ tenants: ['globex-inc'], products: ['weekly_sumary'] }).map((one) => one.help)).toEqual([
    'Did you mean `weekly_summary`?',
  ]);
});

test('a platform that could not be read is not missed a second time', () => {
  const broken = aRepository([], aPlatform({ environments: [], broken: true }));
  expect(choose(broken, {}).findings).toEqual([]);
});
