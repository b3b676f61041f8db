import { inspect } from 'node:util';
import type { Resource, Step } from '@akili/resource';
import { expect, test } from 'vitest';
import type { SecretStore, StoredSecret } from '../stores/secret-store.ts';
import { loginType, type LoginSession, type LoginSpec } from './login-type.ts';
import { lowerLogins } from './lower-logins.ts';

const tenant = { slug: 'acme-corp', id: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d' };
const origin = { file: 'tenants/acme-corp/tenant.yaml' };
const reference = 'vault:akili/acme-corp/lookup';
const logins = new Map([
  ['lookup', { 'acme-corp': { reference, version: '1', generatedBy: 'acme-corp/secrets.login/lookup' } }],
  ['events', { 'acme-corp': { reference: 'env:AKILI_ACME_CORP__EVENTS', version: '0' } }],
]);
const [desired] = lowerLogins([{ ...tenant, origin }], logins) as [Resource<LoginSpec>];
const { signal } = new AbortController();

function session(first: StoredSecret = { found: 'missing' }): LoginSession & { kept: () => StoredSecret } {
  let kept = first;
  const store: SecretStore = {
    read: () => Promise.resolve(kept),
    write: (_, value) => {
      kept = { found: 'value', value, revision: '1' };
      return Promise.resolve({ written: true });
    },
    remove: () => {
      kept = { found: 'missing' };
      return Promise.resolve({ written: true });
    },
  };
  const random = (count: number): Uint8Array => new Uint8Array(count).fill(7);
  return { tenant, store, secrets: { forget: () => undefined }, random, kept: () => kept };
}

function step(resource: Resource<LoginSpec> | undefined, observed?: Parameters<typeof loginType.diff>[1]): Step {
  const difference = loginType.diff(resource, observed);
  const [draft] = difference?.steps ?? [];
  if (difference === undefined || draft === undefined) throw new Error('there is nothing to do');
  return { ...draft, id: 'x#1', address: desired.address, op: difference.op, after: [] };
}

test('only logins of the environment’s store are generated', () => {
  expect(lowerLogins([{ ...tenant, origin }], logins).map(({ address, spec }) => [address, spec])).toEqual([
    ['acme-corp/secrets.login/lookup', { role: 'lookup', secret: reference }],
  ]);
});

test('a login is generated once, and no step shows it', async () => {
  const here = session();
  const create = step(desired);
  await loginType.run(here, create, signal);
  const kept = here.kept();
  expect(kept).toEqual({
    found: 'value',
    value: {
      username: 'tenant_acme_corp__deployer',
      password: 'H'.repeat(43),
      version: '1',
      tenantId: tenant.id,
    },
    revision: '1',
  });
  await loginType.run(here, create, signal);
  expect(here.kept()).toBe(kept);
  expect(inspect(create, { depth: 9 })).not.toContain('HHHH');
});

test('a secret that is there is right; one that cannot be seen is not written over', async () => {
  const observed = {
    ...{ address: desired.address, kind: desired.kind, name: desired.name },
    ...{ value: loginType.expect(desired), mark: { tenantId: tenant.id, digest: '' } },
  };
  expect(loginType.diff(desired, observed)).toBeUndefined();
  await expect(loginType.run(session({ found: 'denied', problem: 'no' }), step(desired), signal)).rejects.toMatchObject(
    {
      finding: { code: 'CRD207' },
    },
  );
  await expect(loginType.run(session({ found: 'failed', problem: 'no' }), step(desired), signal)).rejects.toMatchObject(
    {
      finding: { code: 'CRD205' },
    },
  );
  const here = session({ found: 'value', value: {}, revision: '1' });
  await loginType.run(here, step(undefined, observed), signal);
  expect(here.kept()).toEqual({ found: 'missing' });
});
