import { format, inspect } from 'node:util';
import { FindingError } from '@akili/diagnostics';
import { describe, expect, test } from 'vitest';
import { openSecrets } from './open-secrets.ts';
import { Secret } from './secret.ts';
import { readParts } from './secret-parts.ts';
import { environmentStore } from './stores/environment.ts';
import { jsonOrNothing, storedAt, type SecretStore } from './stores/secret-store.ts';

const login = JSON.stringify({ username: 'acme_ci', password: 'hunter2' });
const env = {
  AKILI_ACME_CORP__LOOKUP: login,
  AKILI_ACME__LOOKUP: login,
  AKILI_GLOBEX_INC__LOOKUP: login,
  AKILI_PLATFORM__LOOKUP: login,
  AKILI_ACME_CORP__OBJECTS: JSON.stringify({ accessKeyId: 'AK', secretAccessKey: 'SK' }),
  AKILI_ACME_CORP__TEXT: 'hunter2',
  AKILI_ACME_CORP__EMPTY: ' ',
  AKILI_ACME_CORP__HALF: '{"username":"acme_ci"}',
  AKILI_ACME_CORP__BLANK: '{"username":"acme_ci","password":""}',
  AKILI_ACME_CORP__NUMBER: '{"username":"acme_ci","password":17}',
};
const files: { readonly [path: string]: string } = {
  'secrets/acme.json': JSON.stringify({
    lookup: { username: 'f', password: 'hunter3' },
    packed: login,
    token: '{"token":"t0k"}',
  }),
};
const lists: { readonly [slug: string]: readonly string[] } = {
  'acme-corp': ['file:secrets/acme.json#', 'file:locked.json', 'vault:akili/acme-corp/', 'awssm:akili'],
};
const file: SecretStore = {
  read({ location, key }) {
    const text = files[location];
    if (location === 'locked.json') return Promise.resolve({ found: 'denied', problem: 'EACCES' });
    if (text === undefined) return Promise.resolve({ found: 'failed', problem: 'EIO' });
    return Promise.resolve(storedAt(jsonOrNothing(text), key));
  },
};
const open = () =>
  openSecrets({
    stores: { env: environmentStore(env), file },
    allow: (slug) => (Object.hasOwn(lists, slug) ? (lists[slug] ?? []) : []),
    signal: new AbortController().signal,
  });

test.each([
  ['env:AKILI_ACME_CORP__LOOKUP', 'lookup', { username: 'acme_ci', password: 'hunter2' }],
  ['env:AKILI_ACME_CORP__OBJECTS', 'objects', { accessKeyId: 'AK', secretAccessKey: 'SK' }],
  ['env:AKILI_ACME_CORP__HALF', 'source', { username: 'acme_ci' }],
  ['file:secrets/acme.json#lookup', 'events', { username: 'f', password: 'hunter3' }],
  ['file:secrets/acme.json#packed', 'analytics', { username: 'acme_ci', password: 'hunter2' }],
  ['file:secrets/acme.json#token', 'compute', { token: 't0k' }],
] as const)('%s is resolved for %s', async (reference, purpose, parts) => {
  const { value, findings } = await open().resolve('acme-corp', reference, purpose);
  expect([value?.reveal(), value?.reference, findings]).toEqual([parts, reference, []]);
});

describe('what cannot be had is said by its reference, never by its value', () => {
  test.each([
    ['env:AKILI_GLOBEX_INC__LOOKUP', 'lookup', 'CRD202'],
    ['env:AKILI_ACME__LOOKUP', 'lookup', 'CRD202'],
    ['env:AKILI_PLATFORM__LOOKUP', 'lookup', 'CRD202'],
    ['env:PATH', 'lookup', 'CRD202'],
    ['file:secrets/globex.json', 'lookup', 'CRD202'],
    ['file:secrets/acme.json.bak#lookup', 'lookup', 'CRD202'],
    ['vault:akili/acme-corp/../globex-inc#x', 'lookup', 'CRD201'],
    ['hunter2', 'lookup', 'CRD201'],
    ['', 'lookup', 'CRD201'],
    ['env:AKILI_ACME_CORP__NOTHING', 'lookup', 'CRD203'],
    ['env:AKILI_ACME_CORP__EMPTY', 'lookup', 'CRD203'],
    ['file:secrets/acme.json#nothing', 'lookup', 'CRD203'],
    ['file:secrets/acme.json#constructor', 'lookup', 'CRD203'],
    ['vault:akili/acme-corp/lookup#x', 'lookup', 'CRD204'],
    ['awssm:akili#x', 'lookup', 'CRD204'],
    ['env:AKILI_ACME_CORP__TEXT', 'lookup', 'CRD206'],
    ['env:AKILI_ACME_CORP__HALF', 'lookup', 'CRD206'],
    ['env:AKILI_ACME_CORP__BLANK', 'lookup', 'CRD206'],
    ['env:AKILI_ACME_CORP__NUMBER', 'lookup', 'CRD206'],
    ['env:AKILI_ACME_CORP__LOOKUP', 'objects', 'CRD206'],
  ] as const)('%s for %s: %s', async (reference, purpose, code) => {
    const { value, findings } = await open().resolve('acme-corp', reference, purpose);
    expect([value, findings.map((one) => [one.code, one.tenant])]).toEqual([undefined, [[code, 'acme-corp']]]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  test('a missing part is named', async () => {
    const { findings } = await open().resolve('acme-corp', 'env:AKILI_ACME_CORP__HALF', 'lookup');
    expect(findings[0]?.message).toBe('The value of `env:AKILI_ACME_CORP__HALF` has no `password`.');
    expect(findings[0]?.help).toBe('The value has to be JSON such as { "username": "...", "password": "..." }.');
  });

  test.each([
    ['platform', 'file:gone.json', 'CRD205', '`file:gone.json` cannot be read: EIO.'],
    ['acme-corp', 'file:locked.json', 'CRD207', 'The store refuses to show `file:locked.json`: EACCES.'],
  ])('for %s a store that fails or refuses over %s is told apart from one that has nothing', async (...given) => {
    const [tenant, reference, code, message] = given;
    const { findings } = await open().resolve(tenant, reference, 'lookup');
    expect(findings.map((one) => [one.code, one.message])).toEqual([[code, message]]);
  });
});

test('the platform may use what akili.yaml names', async () => {
  const secrets = open();
  expect((await secrets.resolve('platform', 'env:AKILI_PLATFORM__LOOKUP', 'lookup')).findings).toEqual([]);
});

test('a slug that every object knows has no list', async () => {
  const { findings } = await open().resolve('constructor', 'file:secrets/acme.json', 'lookup');
  expect(findings[0]?.code).toBe('CRD202');
});

test('reveal throws the finding', async () => {
  const secrets = open();
  expect(await secrets.reveal('acme-corp', 'env:AKILI_ACME_CORP__LOOKUP', 'lookup')).toMatchObject({
    password: 'hunter2',
  });
  await expect(secrets.reveal('acme-corp', 'env:PATH', 'lookup')).rejects.toThrow(FindingError);
});

test('values that were resolved are known to the scrubber, others are not', async () => {
  const secrets = open();
  expect(secrets.values()).toEqual([]);
  await secrets.resolve('acme-corp', 'env:AKILI_ACME_CORP__OBJECTS', 'objects');
  expect(secrets.values()).toEqual(['AK', 'SK']);
});

describe('versions', () => {
  const rotating = {
    username: 'a',
    password: 'old',
    version: 3,
    next: { username: 'b', password: 'new', version: '4' },
    previous: { username: 'b', password: 'older', version: '2' },
  };
  const opened = () =>
    openSecrets({
      stores: { env: environmentStore({ AKILI_ACME_CORP__LOOKUP: JSON.stringify(rotating) }) },
      allow: () => [],
      signal: new AbortController().signal,
    });
  const reference = 'env:AKILI_ACME_CORP__LOOKUP';

  test('the one in use is given, and any other by its number', async () => {
    const secrets = opened();
    const { value } = await secrets.resolve('acme-corp', reference, 'lookup');
    expect([value?.version, value?.next, value?.previous]).toEqual(['3', '4', '2']);
    expect(await secrets.reveal('acme-corp', reference, 'lookup')).toEqual({
      ...{ username: 'a', password: 'old', version: '3' },
    });
    expect((await secrets.reveal('acme-corp', reference, 'lookup', '4'))['password']).toBe('new');
    expect((await secrets.reveal('acme-corp', reference, 'lookup', '2'))['password']).toBe('older');
    expect(secrets.values().toSorted()).toEqual(['a', 'b', 'new', 'old', 'older']);
  });

  test('one that the secret does not hold is refused by number', async () => {
    await expect(opened().reveal('acme-corp', reference, 'lookup', '5')).rejects.toMatchObject({
      finding: { code: 'CRD208', tenant: 'acme-corp' },
    });
  });

  test.each([
    [{ version: 'x' }, 'has a `version` that is no whole number'],
    [{ next: { username: 'b' } }, 'has a `next` that has no `password`'],
    [{ next: 'hunter2' }, 'has a `next` that is not a JSON object'],
    [{ previous: { username: 'b', password: 'p', version: '3' } }, 'has a `previous` of the version that is in use'],
  ])('%j is refused', (over, problem) => {
    expect(readParts({ ...rotating, ...over }, 'lookup')).toMatchObject({ ok: false, problem });
  });
});

test('a secret shows itself nowhere', () => {
  const parts = { username: 'acme_ci', password: 'hunter2' };
  const secret = new Secret('env:AKILI_ACME_CORP__LOOKUP', { current: { version: '7', parts } });
  const shown = [
    `${secret}`,
    String(secret),
    secret + '',
    JSON.stringify({ secret }),
    inspect({ secret }, { depth: 9, showHidden: true }),
    format('%s %o %O %j', secret, secret, secret, secret),
    JSON.stringify(Object.entries(secret)),
    JSON.stringify({ ...secret }),
    JSON.stringify(structuredClone({ ...secret })),
    inspect(new Error('x', { cause: secret })),
  ].join('\n');
  expect(shown).not.toMatch(/hunter2|acme_ci/);
});
