import { environmentStore, openSecrets, type SecretStore } from '@akili/credentials';
import { expect, it } from 'vitest';
import { requireCredentials } from './require-credentials.ts';
import { Stopped } from './stopped.ts';

const sealed: SecretStore = { read: () => Promise.resolve({ found: 'failed', problem: 'the store is sealed' }) };
const secrets = () =>
  openSecrets({
    stores: {
      env: environmentStore({
        AKILI_ACME_CORP__LOOKUP: '{"username":"u","password":"hunter2"}',
        AKILI_ACME_CORP__EVENTS: '{"username":"u"}',
      }),
      vault: sealed,
    },
    allow: () => ['vault:akili/acme-corp/'],
    signal: new AbortController().signal,
  });
const of = (tenant: string, reference: string, role: 'lookup' | 'events' | 'objects') => ({ tenant, reference, role });

it('is content with what can be had', async () => {
  await requireCredentials([of('acme-corp', 'env:AKILI_ACME_CORP__LOOKUP', 'lookup')], secrets());
});

it('names all that cannot be had in one finding, with what to set where, and no value', async () => {
  const error = await requireCredentials(
    [
      of('platform', 'env:AKILI_PLATFORM__OBJECTS', 'objects'),
      of('platform', 'env:AKILI_PLATFORM__OBJECTS', 'objects'),
      of('acme-corp', 'env:AKILI_ACME_CORP__LOOKUP', 'lookup'),
      of('acme-corp', 'env:AKILI_ACME_CORP__EVENTS', 'events'),
      of('acme-corp', 'env:AKILI_GLOBEX_INC__LOOKUP', 'lookup'),
      of('acme-corp', 'vault:akili/acme-corp/lookup', 'lookup'),
      of('acme-corp', 'hunter2', 'lookup'),
    ],
    secrets(),
  ).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Stopped);
  const { findings, exitCode } = error as Stopped;
  expect(exitCode).toBe(4);
  expect(findings.map(({ code, message, help }) => [code, message.split('; '), help?.split('; ')])).toEqual([
    [
      'CRD209',
      [
        '5 credentials that this needs cannot be had: `env:AKILI_ACME_CORP__EVENTS` (acme-corp, events) has no `password`',
        '`...` (acme-corp, lookup) is not a reference',
        "`env:AKILI_GLOBEX_INC__LOOKUP` (acme-corp, lookup) is not on the tenant's list",
        '`vault:akili/acme-corp/lookup` (acme-corp, lookup) cannot be read (the store is sealed)',
        '`env:AKILI_PLATFORM__OBJECTS` (platform, objects) is not set.',
      ],
      [
        'Set the environment variable AKILI_ACME_CORP__EVENTS to JSON such as { "username": "...", "password": "..." }',
        '`...` to JSON such as { "username": "...", "password": "..." }',
        'the environment variable AKILI_GLOBEX_INC__LOOKUP to JSON such as { "username": "...", "password": "..." }',
        '`vault:akili/acme-corp/lookup` to JSON such as { "username": "...", "password": "..." }',
        'the environment variable AKILI_PLATFORM__OBJECTS to JSON such as { "accessKeyId": "...", "secretAccessKey": "..." }.',
      ],
    ],
  ]);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});
