import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSecrets, vaultStore } from '@akili/credentials';
import { readCredentialReference, type CredentialReference } from '@akili/model';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startVault, type VaultPeer } from './server.ts';

const login = { username: 'tenant_acme_corp__deployer', password: 'hunter2' };
const reference = (text: string): CredentialReference => readCredentialReference(text) as CredentialReference;
const lookup = reference('vault:akili/acme-corp/lookup');
const { signal } = new AbortController();
let peer: VaultPeer;

beforeEach(async () => {
  peer = await startVault({
    tokens: {
      platform: { read: ['akili/data/'], write: ['akili/data/', 'akili/metadata/'] },
      acme: { read: ['akili/data/acme-corp/'] },
    },
    approle: { roleId: 'r', secretId: 's', token: 'platform' },
    kubernetes: { role: 'ci', jwt: 'jwt', token: 'acme' },
  });
  peer.put('akili/acme-corp/lookup', login);
  peer.put('akili/globex-inc/lookup', login);
});
afterEach(() => peer.close());

const store = (env: { readonly [name: string]: string } = { VAULT_TOKEN: 'platform' }, timeoutMs = 5_000) =>
  vaultStore({ env: { VAULT_ADDR: peer.address, ...env }, timeoutMs });

describe('reading', () => {
  test('the whole secret, or one of its members', async () => {
    expect(await store().read(lookup, signal)).toEqual({ found: 'value', value: login, revision: '1' });
    peer.put('akili/all', { lookup: JSON.stringify(login), plain: 'x' });
    expect(await store().read(reference('vault:akili/all#lookup'), signal)).toMatchObject({ value: login });
    expect(await store().read(reference('vault:akili/all#events'), signal)).toEqual({ found: 'missing' });
  });

  test('what is not there is missing; a mount that is not there is a failure', async () => {
    expect(await store().read(reference('vault:akili/acme-corp/events'), signal)).toEqual({ found: 'missing' });
    expect(await store().read(reference('vault:kv/acme-corp/events'), signal)).toMatchObject({ found: 'failed' });
    expect(await store().read(reference('vault:akili'), signal)).toMatchObject({ found: 'failed' });
  });

  test('a token reads only what its policy names', async () => {
    const tenant = store({ VAULT_TOKEN: 'acme' });
    expect(await tenant.read(lookup, signal)).toMatchObject({ found: 'value' });
    expect(await tenant.read(reference('vault:akili/globex-inc/lookup'), signal)).toMatchObject({ found: 'denied' });
    expect(await store({ VAULT_TOKEN: 'wrong' }).read(lookup, signal)).toMatchObject({ found: 'denied' });
  });
});

describe('logging in', () => {
  test('by a file, by AppRole, or by the service account of a pod', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'akili-vault-'));
    writeFileSync(join(folder, 'token'), 'platform\n');
    writeFileSync(join(folder, 'jwt'), 'jwt');
    for (const env of [
      { VAULT_TOKEN_FILE: join(folder, 'token') },
      { VAULT_ROLE_ID: 'r', VAULT_SECRET_ID: 's' },
      { VAULT_KUBERNETES_ROLE: 'ci', VAULT_KUBERNETES_TOKEN_FILE: join(folder, 'jwt') },
    ])
      expect(await store(env).read(lookup, signal), Object.keys(env)[0]).toMatchObject({ found: 'value' });
  });

  test('one login serves every secret', async () => {
    const opened = store({ VAULT_ROLE_ID: 'r', VAULT_SECRET_ID: 's' });
    await opened.read(lookup, signal);
    await opened.read(reference('vault:akili/globex-inc/lookup'), signal);
    expect(peer.requests.filter((one) => one.includes('auth/'))).toEqual(['POST /v1/auth/approle/login']);
  });

  test.each([
    [
      {},
      'no login to Vault is set: VAULT_TOKEN, VAULT_TOKEN_FILE, VAULT_ROLE_ID with VAULT_SECRET_ID, or VAULT_KUBERNETES_ROLE',
    ],
    [{ VAULT_ROLE_ID: 'r', VAULT_SECRET_ID: 'hunter2' }, 'Vault refuses the approle login with status 400'],
    [{ VAULT_TOKEN_FILE: '/nowhere/token' }, 'VAULT_TOKEN_FILE cannot be read'],
    [{ VAULT_TOKEN: 't', VAULT_ADDR: 'vault' }, 'VAULT_ADDR does not name the address of Vault'],
  ])('%j: %s', async (env, problem) => {
    expect(await store(env).read(lookup, signal)).toEqual({ found: 'failed', problem });
  });

  test('the namespace goes with every request', async () => {
    const inside = await startVault({ tokens: { t: { read: ['akili/'] } }, namespace: 'team' });
    inside.put('akili/acme-corp/lookup', login);
    const env = { VAULT_ADDR: inside.address, VAULT_TOKEN: 't' };
    expect(await store({ ...env, VAULT_NAMESPACE: 'team' }).read(lookup, signal)).toMatchObject({ found: 'value' });
    expect(await store(env).read(lookup, signal)).toMatchObject({ found: 'denied' });
    await inside.close();
  });
});

describe('trouble is said in our own words, by reference', () => {
  test.each([
    ['sealed', 'Vault is sealed or under maintenance'],
    ['silent', 'Vault did not answer within 0.05 s'],
    ['elsewhere', 'Vault sends elsewhere, which is not followed with a token'],
  ] as const)('%s', async (mode, problem) => {
    peer.mode = mode;
    const secrets = openSecrets({
      stores: { vault: store({ VAULT_TOKEN: 'platform' }, 50) },
      allow: () => ['vault:akili/acme-corp/'],
      signal,
    });
    const { findings } = await secrets.resolve('acme-corp', 'vault:akili/acme-corp/lookup', 'lookup');
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['CRD205', `\`vault:akili/acme-corp/lookup\` cannot be read: ${problem}.`],
    ]);
  });

  test('a server that is not there', async () => {
    const gone = store();
    await peer.close();
    expect(await gone.read(lookup, signal)).toEqual({
      found: 'failed',
      problem: 'Vault cannot be reached (ECONNREFUSED)',
    });
  });
});

describe('writing', () => {
  const events = reference('vault:akili/acme-corp/events');

  test('a new secret, then over the version that was read, and no other', async () => {
    expect(await store().write?.(events, login, undefined, signal)).toEqual({ written: true });
    expect(await store().write?.(events, login, undefined, signal)).toEqual({ written: false, moved: true });
    expect(await store().write?.(events, { ...login, version: '2' }, '1', signal)).toEqual({ written: true });
    expect(peer.secrets.get('akili/acme-corp/events')).toEqual({ version: 2, data: { ...login, version: '2' } });
  });

  test('somebody who writes in between is not overwritten', async () => {
    peer.beforeWrite = () => peer.put('akili/acme-corp/lookup', { other: 'x' });
    expect(await store().write?.(lookup, login, '1', signal)).toEqual({ written: false, moved: true });
    expect(peer.secrets.get('akili/acme-corp/lookup')?.data).toEqual({ other: 'x' });
  });

  test('a token that may only read does not write', async () => {
    expect(await store({ VAULT_TOKEN: 'acme' }).write?.(lookup, login, '1', signal)).toEqual({
      ...{ written: false, moved: false, problem: 'Vault denies writing to this login' },
    });
  });

  test('removing takes every version, and is done when there is none', async () => {
    expect(await store().remove?.(lookup, signal)).toEqual({ written: true });
    expect(await store().remove?.(lookup, signal)).toEqual({ written: true });
    expect(await store().read(lookup, signal)).toEqual({ found: 'missing' });
  });
});
