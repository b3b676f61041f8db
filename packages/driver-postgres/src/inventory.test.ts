import { shorten, tenantRole, type CompiledTenant } from '@akili/model';
import { acmeCorp, product, type DriverEnvironment } from '@akili/testkit';
import { afterEach, expect, test } from 'vitest';
import { applied, inventoryOf } from './testing/applied.ts';
import { embeddedEnvironment } from './testing/embedded.ts';
import { lowered, revenue, transactions } from './testing/samples.ts';

let environment: DriverEnvironment | undefined;
afterEach(async () => {
  await environment?.dispose();
  environment = undefined;
});

const named = (slug: string, id: string): CompiledTenant => ({ ...acmeCorp, slug, id });
const serving = (slug: string, name: string) => ({
  ...transactions,
  ...product(slug, 'finance', name),
  serving: transactions.serving.map((mode) => ({ ...mode, indexes: [] })),
});

test('a tenant whose slug begins another tenant sees only its own', async () => {
  environment = await embeddedEnvironment();
  const acme = named('acme', '11111111-1111-4111-8111-111111111111');
  const close = named('acmexcorp', '22222222-2222-4222-8222-222222222222');
  const all = [acme, acmeCorp, close];
  await applied(
    environment,
    all.flatMap((tenant) => lowered(tenant, { ...revenue, tenant: tenant.slug })),
  );
  for (const tenant of all) {
    const names = (await inventoryOf(environment, tenant)).map((one) => one.address);
    expect(names).toEqual(lowered(tenant, { ...revenue, tenant: tenant.slug }).map((one) => one.address));
  }
});

test('names that had to be shortened are found by their mark, and only their tenant finds them', async () => {
  environment = await embeddedEnvironment();
  const head = 'a-tenant-with-a-slug-that-is-as-long-as-it-may-be-at-all-';
  const first = named(`${head}first`, '33333333-3333-4333-8333-333333333333');
  const second = named(`${head}other`, '44444444-4444-4444-8444-444444444444');
  expect(tenantRole(first, 'owner')).toBe(shorten(first.id, tenantRole(first, 'owner'), 63));
  const states = [first, second].map((tenant) => lowered(tenant, serving(tenant.slug, 'a_product_' + 'x'.repeat(60))));
  await applied(environment, states.flat());
  for (const [index, tenant] of [first, second].entries())
    expect((await inventoryOf(environment, tenant)).map((one) => one.address)).toEqual(
      states[index]?.map((one) => one.address),
    );
});

test('an environment that was never applied is read without being made', async () => {
  environment = await embeddedEnvironment();
  expect(await inventoryOf(environment, acmeCorp)).toEqual([]);
  const { existsSync } = await import('node:fs');
  expect(existsSync(`${environment.context.directory}/lookup`)).toBe(false);
});
