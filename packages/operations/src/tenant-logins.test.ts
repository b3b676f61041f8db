import { environmentStore, openSecrets } from '@akili/credentials';
import type { Environment } from '@akili/model';
import { expect, it } from 'vitest';
import type { KnownTenant } from './known-tenants.ts';
import { tenantLogins } from './tenant-logins.ts';

const binding = (driver: string) => ({ driver, credentials: undefined });
const production = {
  name: 'production',
  embedded: false,
  engines: { lookup: binding('postgres'), events: binding('kafka'), compute: binding('dagster') },
} as unknown as Environment;
const reference = 'env:AKILI_ACME_CORP__LOOKUP';
const recorded = (version: string) => ({
  address: `acme-corp/lookup.role/${version}`,
  kind: 'lookup.role',
  digest: 'd',
  dependsOn: [],
  login: { reference, version },
});
const acme = (resources: readonly unknown[] = []): KnownTenant =>
  ({
    identity: { slug: 'acme-corp', id: 'i' },
    status: 'active',
    state: { resources },
    credentials: {},
  }) as unknown as KnownTenant;
const platform = { identity: { slug: 'platform', id: 'p' }, credentials: {} } as unknown as KnownTenant;

async function lookupOf(value: object | undefined, tenant = acme(), environment = production) {
  const env = value === undefined ? {} : { AKILI_ACME_CORP__LOOKUP: JSON.stringify(value) };
  const { signal } = new AbortController();
  const secrets = openSecrets({
    stores: { env: environmentStore(env) },
    allow: () => ['vault:akili/acme-corp/'],
    signal,
  });
  const logins = await tenantLogins(environment, [platform, tenant], secrets, () => true);
  return logins.get('lookup');
}

const login = { username: 'u', password: 'p' };

it('takes the version that the secret names, and 0 where it names none', async () => {
  expect(await lookupOf({ ...login, version: '4' })).toEqual({ 'acme-corp': { reference, version: '4' } });
  expect(await lookupOf(login)).toEqual({ 'acme-corp': { reference, version: '0' } });
});

it('wants both versions while a rotation has staged one, and the newer alone once it is in use', async () => {
  const staged = { ...login, version: '3', next: { ...login, version: '4' } };
  expect(await lookupOf(staged)).toEqual({ 'acme-corp': { reference, version: '4', previous: '3' } });
  const promoted = { ...login, version: '4', previous: { ...login, version: '3' } };
  expect(await lookupOf(promoted)).toEqual({ 'acme-corp': { reference, version: '4' } });
});

it('takes what was applied last of a secret that cannot be read', async () => {
  expect(await lookupOf(undefined, acme([recorded('7')]))).toEqual({ 'acme-corp': { reference, version: '7' } });
  expect(await lookupOf(undefined, acme([recorded('10'), recorded('9')]))).toEqual({
    'acme-corp': { reference, version: '10', previous: '9' },
  });
  expect(await lookupOf(undefined)).toEqual({ 'acme-corp': { reference, version: '0' } });
});

it('has the environment’s store generate the first version', async () => {
  const environment = { ...production, secrets: { store: 'vault', path: 'akili/{tenant}' } } as const;
  expect(await lookupOf(undefined, acme(), environment)).toEqual({
    'acme-corp': {
      reference: 'vault:akili/acme-corp/lookup',
      version: '1',
      generatedBy: 'acme-corp/secrets.login/lookup',
    },
  });
});
