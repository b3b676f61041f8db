import { expect, test } from 'vitest';
import { specDigest, type Observed, type Resource } from '@akili/resource';
import { displayNameOf, keySign, readDisplayName } from './principal-mark.ts';
import { principal, principalValue, type PrincipalSpec } from './principal.ts';

const id = '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d';
const desired: Resource<PrincipalSpec> = {
  ...{ address: 'acme-corp/objects.principal/tenant-acme-corp', kind: 'objects.principal', name: 'tenant-acme-corp' },
  ...{ tenant: { slug: 'acme-corp', id }, dependsOn: [], origin: { file: 'tenants/acme-corp/tenant.yaml' } },
  spec: { principal: 'tenant-acme-corp', reference: 'env:X', version: '2', previous: '1', suspended: false },
};
const mark = { tenantId: id, digest: specDigest(desired) };
const user = (accessKeys: readonly string[], over = {}) => ({
  displayName: displayNameOf(
    mark,
    new Map([
      [keySign(id, 'ONE'), '1'],
      [keySign(id, 'TWO'), '2'],
    ]),
  ),
  ...{ accessKeys, suspended: false, maxBuckets: -1, caps: [], subusers: [], isPrivileged: false },
  ...over,
});
const observed = (value: Observed['value']): Observed => ({
  ...{ address: desired.address, kind: desired.kind, name: desired.name, mark, value },
});
const reasonOf = (accessKeys: readonly string[], over = {}, policies: readonly string[] = []) => {
  const value = { ...principalValue('tenant-acme-corp', id, user(accessKeys, over), policies) };
  const difference = principal.diff(desired, observed(value));
  return difference === undefined ? undefined : [difference.reason, difference.foreign === true];
};

test('the display name is read as it was written, and says nothing of keys', () => {
  const versions = new Map([[keySign(id, 'ACCESSKEY'), '7']]);
  const name = displayNameOf(mark, versions);
  expect(readDisplayName(name)).toEqual({ mark, versions });
  expect(name).not.toContain('ACCESSKEY');
  expect([readDisplayName('Acme'), readDisplayName('akili x y')]).toEqual([undefined, undefined]);
});

test.each([
  ['both keys', ['ONE', 'TWO'], {}, [], undefined],
  ['one key is missing', ['ONE'], {}, [], ['key of version 2 is not accepted yet', false]],
  ['a key that nobody declared', ['ONE', 'TWO', 'STRAY'], {}, [], ['key of version unknown is still accepted', true]],
  ['suspended by hand', ['ONE', 'TWO'], { suspended: true }, [], ['it is suspended', false]],
  ['caps', ['ONE', 'TWO'], { caps: ['users=*'] }, [], ['it has caps users=*', true]],
  ['a system user', ['ONE', 'TWO'], { isPrivileged: true }, [], ['it has system user', true]],
  ['a policy of its own', ['ONE', 'TWO'], {}, ['wide'], ['it has policy wide', true]],
  ['buckets of its own', ['ONE', 'TWO'], { maxBuckets: 1000 }, [], ['it has may make buckets', true]],
] as const)('%s', (_, keys, over, policies, expected) => {
  expect(reasonOf(keys, over, policies)).toEqual(expected);
});

test('a user of the same name without a mark is nobody’s to change', () => {
  const found = { ...observed({ principal: 'tenant-acme-corp' }), mark: undefined };
  expect(principal.diff(desired, found)?.steps).toEqual([]);
  expect(principal.diff(undefined, found)).toBeUndefined();
});
