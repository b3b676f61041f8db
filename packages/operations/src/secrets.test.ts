import { readCredentialReference } from '@akili/model';
import { expect, test } from 'vitest';
import { secretStores } from './secrets.ts';

test('whoever masks logs is told of each secret that is looked up, and of nothing that is missing', async () => {
  const told: unknown[] = [];
  const signal = new AbortController().signal;
  const env = { AKILI_ACME_CORP__LOOKUP: '{"username":"u","password":"p4ss"}' };
  const host = { root: '/', env, now: () => new Date(0), signal, progress: () => undefined };
  const { env: store } = secretStores({ ...host, resolved: (value) => told.push(value) });
  for (const name of ['AKILI_ACME_CORP__LOOKUP', 'AKILI_ACME_CORP__OBJECTS']) {
    const reference = readCredentialReference(`env:${name}`);
    if (reference === undefined) throw new Error('no reference');
    await store.read(reference, signal);
  }
  expect(told).toEqual([{ username: 'u', password: 'p4ss' }]);
});
