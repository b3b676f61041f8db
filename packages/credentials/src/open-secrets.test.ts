import { format, inspect } from 'node:util';
import { FindingError } from '@akili/diagnostics';
import { describe, expect, test } from 'vitest';
import { openSecrets, type SecretsOptions } from './open-secrets.ts';
import { Secret } from './secret.ts';

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
const open = (over: Partial<SecretsOptions> = {}) =>
  openSecrets({
    env,
    allow: { 'acme-corp': ['file:secrets/acme.json#', 'vault:akili/acme-corp/', 'awssm:akili'] },
    readFile: (path) =>
      files[path] === undefined
        ? Promise.reject(Object.assign(new Error('no hunter2'), { code: 'ENOENT' }))
        : Promise.resolve(files[path]),
    ...over,
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

  test('a file that cannot be read is said by the code of the failure', async () => {
    const options = { allow: { 'acme-corp': ['file:gone.json'] } };
    const { findings } = await open(options).resolve('acme-corp', 'file:gone.json', 'lookup');
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['CRD205', 'The file of `file:gone.json` cannot be read: ENOENT.'],
    ]);
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

test('a secret shows itself nowhere', () => {
  const secret = new Secret('env:AKILI_ACME_CORP__LOOKUP', { username: 'acme_ci', password: 'hunter2' });
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
