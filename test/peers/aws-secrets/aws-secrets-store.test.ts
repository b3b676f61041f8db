import { awsSecretsStore } from '@akili/credentials';
import { readCredentialReference, type CredentialReference } from '@akili/model';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startAwsSecrets, type AwsSecretsPeer } from './server.ts';

const login = { username: 'tenant_acme_corp__deployer', password: 'hunter2' };
const reference = (text: string): CredentialReference => readCredentialReference(text) as CredentialReference;
const lookup = reference('awssm:akili/acme-corp/lookup');
const { signal } = new AbortController();
let peer: AwsSecretsPeer;

beforeEach(async () => {
  peer = await startAwsSecrets({ PLATFORM: ['akili/'], ACME: ['akili/acme-corp/'] });
  peer.put('akili/acme-corp/lookup', JSON.stringify(login));
});
afterEach(() => peer.close());

const store = (keyId = 'PLATFORM', timeoutMs = 5_000) =>
  awsSecretsStore({
    env: {
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: peer.address,
      AWS_ACCESS_KEY_ID: keyId,
      AWS_SECRET_ACCESS_KEY: 'hunter3',
    },
    timeoutMs,
  });

describe('reading', () => {
  test('the whole secret, or one of its members', async () => {
    expect(await store().read(lookup, signal)).toMatchObject({ found: 'value', value: login });
    peer.put('akili/all', JSON.stringify({ lookup: login }));
    expect(await store().read(reference('awssm:akili/all#lookup'), signal)).toMatchObject({ value: login });
    expect(await store().read(reference('awssm:akili/all#events'), signal)).toEqual({ found: 'missing' });
  });

  test('missing, denied and failed are told apart, without a word of the service', async () => {
    expect(await store().read(reference('awssm:akili/acme-corp/events'), signal)).toEqual({ found: 'missing' });
    expect(await store('ACME').read(reference('awssm:akili/globex-inc/lookup'), signal)).toEqual({
      ...{ found: 'denied', problem: 'AWS says AccessDeniedException' },
    });
    expect(await store('WRONG').read(lookup, signal)).toEqual({
      ...{ found: 'denied', problem: 'AWS says UnrecognizedClientException' },
    });
    peer.mode = 'broken';
    expect(await store().read(lookup, signal)).toEqual({ found: 'failed', problem: 'AWS says InternalServiceError' });
    peer.mode = 'silent';
    expect(await store('PLATFORM', 50).read(lookup, signal)).toEqual({
      ...{ found: 'failed', problem: 'AWS Secrets Manager did not answer in time' },
    });
  });
});

describe('writing', () => {
  const events = reference('awssm:akili/acme-corp/events');

  test('a new secret, and over the version that was read', async () => {
    expect(await store().write?.(events, login, undefined, signal)).toEqual({ written: true });
    expect(await store().write?.(events, login, undefined, signal)).toEqual({ written: false, moved: true });
    const read = await store().read(events, signal);
    const revision = read.found === 'value' ? read.revision : undefined;
    expect(await store().write?.(events, { ...login, version: '2' }, revision, signal)).toEqual({ written: true });
    expect(peer.current('akili/acme-corp/events')).toBe(JSON.stringify({ ...login, version: '2' }));
    expect(await store().write?.(events, login, revision, signal)).toEqual({ written: false, moved: true });
  });

  test('somebody who writes in between is not overwritten', async () => {
    const read = await store().read(lookup, signal);
    peer.beforeMove = () => peer.put('akili/acme-corp/lookup', 'theirs');
    const revision = read.found === 'value' ? read.revision : undefined;
    expect(await store().write?.(lookup, login, revision, signal)).toEqual({ written: false, moved: true });
    expect(peer.current('akili/acme-corp/lookup')).toBe('theirs');
  });

  test('a login that may not write is told', async () => {
    expect(await store('ACME').write?.(reference('awssm:akili/globex-inc/x'), login, undefined, signal)).toEqual({
      ...{ written: false, moved: false, problem: 'AWS says AccessDeniedException' },
    });
  });

  test('removing is done when there is none', async () => {
    expect(await store().remove?.(lookup, signal)).toEqual({ written: true });
    expect(await store().remove?.(lookup, signal)).toEqual({ written: true });
  });
});
