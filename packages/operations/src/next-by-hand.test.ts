import { expect, test } from 'vitest';
import type { SecretVersions } from '@akili/credentials';
import type { EngineRole } from '@akili/model';
import { nextByHand } from './next-by-hand.ts';

const acme = { slug: 'acme-corp', id: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d' };

/** A login whose secret holds these versions, and the versions that were tried on the engine. */
function loginWith(role: EngineRole, versions: SecretVersions, reference: string) {
  const tried: string[] = [];
  const verify = (version: string): Promise<void> => Promise.resolve(void tried.push(version));
  return { role, reference, tried, read: () => Promise.resolve(versions), verify };
}

const password = (version: string, name: string) => ({ version, parts: { username: name, password: 'geheim' } });

test('CRD222: where nothing is staged, a person is told the name of the other login, and nothing is tried', async () => {
  const name = 'tenant_acme_corp__deployer';
  const login = loginWith('lookup', { current: password('1', name) }, 'env:AKILI_ACME_CORP__LOOKUP');
  expect(await nextByHand(acme, login)).toEqual({
    code: 'CRD222',
    severity: 'error',
    title: 'Login has to be written by hand',
    tenant: 'acme-corp',
    message:
      '`env:AKILI_ACME_CORP__LOOKUP` holds the login of `acme-corp` for lookup, and akili cannot write it there.',
    help: 'Set the environment variable AKILI_ACME_CORP__LOOKUP to { "username": "tenant_acme_corp__deployer", "password": "...", "version": "1", "next": { "username": "tenant_acme_corp__deployer__b", "password": "...", "version": "2" } } with a new value for version 2, then run `akili tenant rotate acme-corp` again.',
  });
  expect(login.tried).toEqual([]);
});

test('CRD222: a staged login is tried, and then to be put to use', async () => {
  const [current, next] = [password('2', 'tenant-acme-corp--b'), password('3', 'tenant-acme-corp')];
  const login = loginWith('events', { current, next }, 'vault:akili/acme-corp#events');
  expect(await nextByHand(acme, login)).toMatchObject({
    code: 'CRD222',
    message:
      'The engine accepts the staged login of `acme-corp` for events; `vault:akili/acme-corp#events` has to name it now, and akili cannot write it there.',
    help: 'Set `vault:akili/acme-corp#events` to { "username": "tenant-acme-corp", "password": "...", "version": "3" }, then run `akili apply --tenant acme-corp`: it retires the login before.',
  });
  expect(login.tried).toEqual(['3']);
});

test('CRD222: keys of the object store have no name of their own', async () => {
  const keys = { version: '1', parts: { accessKeyId: 'AKIA', secretAccessKey: 'geheim' } };
  const login = loginWith('objects', { current: keys }, 'file:/run/secrets/acme.json#objects');
  expect((await nextByHand(acme, login)).help).toBe(
    'Set `file:/run/secrets/acme.json#objects` to { "accessKeyId": "...", "secretAccessKey": "...", "version": "1", "next": { "accessKeyId": "...", "secretAccessKey": "...", "version": "2" } } with a new value for version 2, then run `akili tenant rotate acme-corp` again.',
  );
});

test('a staged login that the engine refuses is not to be put to use', async () => {
  const versions = { current: password('1', 'tenant-acme-corp'), next: password('2', 'tenant-acme-corp--b') };
  const login = loginWith('events', versions, 'env:AKILI_ACME_CORP__EVENTS');
  const refused = { ...login, verify: () => Promise.reject(new Error('refused')) };
  await expect(nextByHand(acme, refused)).rejects.toThrow('refused');
});
