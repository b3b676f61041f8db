import type { Environment } from '@akili/model';
import { expect, it } from 'vitest';
import { tenantCredentials } from './tenant-credentials.ts';

const binding = (driver: string, credentials?: string) => ({ driver, credentials });
const production = {
  embedded: false,
  engines: {
    analytics: binding('starrocks', 'env:P_SR'),
    lookup: binding('postgres', 'env:P_PG'),
    objects: binding('local'),
  },
} as unknown as Environment;

it('names what the manifest names, and the convention for the rest', () => {
  expect(tenantCredentials(production, 'acme-corp', { lookup: 'vault:akili/acme-corp/pg' })).toEqual({
    analytics: 'env:AKILI_ACME_CORP__ANALYTICS',
    lookup: 'vault:akili/acme-corp/pg',
  });
});

it('has the place in the environment’s store come before the convention', () => {
  const secrets = { store: 'vault', path: 'akili/{tenant}' } as const;
  expect(tenantCredentials({ ...production, secrets }, 'acme-corp', { analytics: 'env:AKILI_ACME_CORP__SR' })).toEqual({
    analytics: 'env:AKILI_ACME_CORP__SR',
    lookup: 'vault:akili/acme-corp/lookup',
  });
});

it('takes the platform’s from the engines', () => {
  expect(tenantCredentials(production, 'platform', {})).toEqual({ analytics: 'env:P_SR', lookup: 'env:P_PG' });
});

it('needs none for embedded engines', () => {
  expect(tenantCredentials({ ...production, embedded: true }, 'acme-corp', {})).toEqual({});
});
