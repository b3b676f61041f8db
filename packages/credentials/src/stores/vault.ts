import type { CredentialReference } from '@akili/model';
import { storedAt, type SecretJson, type SecretStore, type StoredSecret, type WriteResult } from './secret-store.ts';
import { vaultSession, type VaultAnswer, type VaultSession, type VaultSettings } from './vault-session.ts';

/**
 * Key-value secrets of HashiCorp Vault, version 2 (https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2):
 * the reference `vault:mount/path#key` is read from `/v1/mount/data/path`. The first segment is the mount. Writes are
 * check-and-set on the version that was read.
 */
export function vaultStore(settings: VaultSettings): SecretStore {
  let opened: Promise<VaultSession | string> | undefined;
  const session = async (signal: AbortSignal): Promise<VaultSession | string> => {
    opened ??= vaultSession(settings, signal);
    const answer = await opened;
    // Who could not log in may try again with the next secret.
    if (typeof answer === 'string') opened = undefined;
    return answer;
  };
  return {
    async read(reference, signal) {
      const path = dataPath(reference);
      if (path === undefined) return { found: 'failed', problem: 'the reference names a mount and no path' };
      const vault = await session(signal);
      return typeof vault === 'string'
        ? { found: 'failed', problem: vault }
        : readSecret(await vault.get(path), reference);
    },
    async write(reference, value, revision, signal) {
      const path = dataPath(reference);
      if (path === undefined || reference.key !== undefined) return refused('only whole secrets are written');
      const vault = await session(signal);
      if (typeof vault === 'string') return refused(vault);
      return written(
        await vault.post(path, { options: { cas: Number(revision ?? 0) }, data: value satisfies SecretJson }),
      );
    },
    async remove(reference, signal) {
      const path = dataPath(reference);
      const vault = await session(signal);
      if (typeof vault === 'string') return refused(vault);
      if (path === undefined || reference.key !== undefined) return refused('only whole secrets are removed');
      const answer = await vault.remove(path.replace('/data/', '/metadata/'));
      return answer.status === 204 || answer.status === 404 ? { written: true } : refused(problemOf(answer));
    },
  };
}

/** `mount/data/path`, each segment encoded; undefined where there is no path below the mount. */
function dataPath({ location }: CredentialReference): string | undefined {
  const [mount, ...path] = location.split('/').map(encodeURIComponent);
  return path.length === 0 ? undefined : `${mount}/data/${path.join('/')}`;
}

function readSecret(answer: VaultAnswer, { key }: CredentialReference): StoredSecret {
  if (answer.status === 404) {
    // A deleted secret says which version it had: a new one is written over that.
    const deleted = versionOf(answer.body);
    if (deleted !== undefined) return { found: 'missing', revision: deleted };
    return isEmptyAnswer(answer.body)
      ? { found: 'missing' }
      : { found: 'failed', problem: 'Vault has no key-value store of version 2 there' };
  }
  if (answer.status === 403) return { found: 'denied', problem: 'Vault denies it to this login' };
  if (answer.status !== 200) return { found: 'failed', problem: problemOf(answer) };
  const data = member(member(answer.body, 'data'), 'data');
  const revision = versionOf(answer.body);
  if (data === undefined || revision === undefined)
    return { found: 'failed', problem: 'Vault has no key-value store of version 2 there' };
  return storedAt(data, key, revision);
}

function written(answer: VaultAnswer): WriteResult {
  if (answer.status === 200 || answer.status === 204) return { written: true };
  const errors = member(answer.body, 'errors');
  const said = Array.isArray(errors) ? errors.join(' ') : '';
  if (answer.status === 400 && said.includes('check-and-set')) return { written: false, moved: true };
  return refused(answer.status === 403 ? 'Vault denies writing to this login' : problemOf(answer));
}

const refused = (problem: string): WriteResult => ({ written: false, moved: false, problem });

/** Words of our own: what a server answers might repeat what it was sent. */
function problemOf({ status, trouble }: VaultAnswer): string {
  if (trouble !== undefined) return trouble;
  if (status === 503) return 'Vault is sealed or under maintenance';
  if (status === 429) return 'Vault asks to come back later';
  if (status >= 300 && status < 400) return 'Vault sends elsewhere, which is not followed with a token';
  return `Vault answered with status ${status}`;
}

function versionOf(body: unknown): string | undefined {
  const version = member(member(member(body, 'data'), 'metadata'), 'version');
  return typeof version === 'number' && Number.isSafeInteger(version) ? String(version) : undefined;
}

function isEmptyAnswer(body: unknown): boolean {
  const errors = member(body, 'errors');
  return Array.isArray(errors) && errors.length === 0;
}

function member(value: unknown, key: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
  return (value as { readonly [key: string]: unknown })[key];
}
