import type { Snapshot } from '@akili/model';
import { expect, it } from 'vitest';
import { inputDigests } from './input-digest.ts';

function digests(files: { readonly [path: string]: string }) {
  const snapshot: Snapshot = { files: Object.entries(files).map(([path, text]) => ({ path, text })), findings: [] };
  const both = inputDigests(snapshot, ['acme', 'acme-corp']);
  return { acme: both.get('acme'), corp: both.get('acme-corp') };
}

const base = { 'akili.yaml': 'a', 'tenants/acme/tenant.yaml': 'b', 'tenants/acme-corp/tenant.yaml': 'c' };

it('moves with the files of the tenant, and with no other tenant of a similar name', () => {
  const before = digests(base);
  const after = digests({ ...base, 'tenants/acme-corp/tenant.yaml': 'changed' });
  expect(after.corp).not.toBe(before.corp);
  expect(after.acme).toBe(before.acme);
});

it.each(['akili.yaml', 'policies/names.yaml'])('moves for every tenant with %s', (path) => {
  const before = digests(base);
  const after = digests({ ...base, [path]: 'changed' });
  expect(after.corp).not.toBe(before.corp);
  expect(after.acme).not.toBe(before.acme);
});
