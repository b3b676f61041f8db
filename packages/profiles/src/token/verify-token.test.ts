import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthKeys, AuthSettings } from '@akili/model';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyToken } from './verify-token.ts';

const issuer = 'https://auth.example.com/akili/';
const id = '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const clock = { now: new Date('2026-01-01T00:00:00Z') };
const seconds = clock.now.getTime() / 1000;
let root = '';
let server: Server;
let served: () => [status: number, body: string] = () => [200, ''];
let asked = 0;

const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const jwk = (key: KeyObject, kid: string): object => ({ ...key.export({ format: 'jwk' }), kid });
const claims = {
  tenant_id: id,
  email: 'a@acme-corp.com',
  teams: ['sales'],
  roles: ['developer'],
  data_classification_clearance: 'confidential',
};

async function sign(
  key: KeyObject,
  change: object = {},
  header: { readonly alg?: string; readonly kid?: string } = {},
): Promise<string> {
  const payload = {
    iss: issuer,
    aud: 'akili',
    sub: 'user-1',
    iat: seconds - 60,
    exp: seconds + 3600,
    ...claims,
    ...change,
  };
  const given = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
  return await new SignJWT(given).setProtectedHeader({ alg: 'RS256', ...header }).sign(key);
}

const settings = (keys: AuthKeys): AuthSettings => ({ issuer, audience: 'akili', keys });
const rsaFile = settings({ from: 'key', file: 'keys/rsa.pem' });

async function verify(token: string, auth = rsaFile, more: object = {}): Promise<unknown> {
  const world = { root, now: () => clock.now, signal: new AbortController().signal, cacheFolder: undefined, ...more };
  const verified = await verifyToken(token, auth, world);
  return verified.kind === 'refused' ? verified.reason : verified;
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'akili-token-'));
  mkdirSync(join(root, 'keys'));
  writeFileSync(join(root, 'keys/rsa.pem'), pem(rsa.publicKey));
  writeFileSync(join(root, 'keys/ec.pem'), pem(ec.publicKey));
  writeFileSync(join(root, 'keys/ed.pem'), pem(ed.publicKey));
  writeFileSync(join(root, 'keys/private.pem'), rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  writeFileSync(
    join(root, 'keys/set.json'),
    JSON.stringify({ keys: [jwk(rsa.publicKey, 'one'), jwk(ec.publicKey, 'two')] }),
  );
  writeFileSync(join(root, 'keys/shared.json'), JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'one' }] }));
  symlinkSync('/etc/hostname', join(root, 'keys/link'));
  server = createServer((_request, response) => {
    asked += 1;
    const [status, body] = served();
    if (status === 0) return;
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true, force: true });
});
const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;

const good = {
  kind: 'verified',
  claims: {
    ...{ subject: 'user-1', email: 'a@acme-corp.com', tenantId: id, teams: ['sales'], roles: ['developer'] },
    ...{ clearance: 'confidential', issuedAt: seconds - 60, expiresAt: seconds + 3600 },
  },
};

describe('a good token', () => {
  it.each([
    ['RS256', rsa.privateKey, settings({ from: 'key', file: 'keys/rsa.pem' })],
    ['ES256', ec.privateKey, settings({ from: 'key', file: 'keys/ec.pem' })],
    ['EdDSA', ed.privateKey, settings({ from: 'key', file: 'keys/ed.pem' })],
    ['RS256', rsa.privateKey, settings({ from: 'jwks', file: 'keys/set.json' })],
    ['ES256', ec.privateKey, settings({ from: 'jwks', file: 'keys/set.json' })],
  ] as const)('%s is believed', async (alg, key, auth) => {
    expect(await verify(await sign(key, {}, { alg }), auth)).toEqual(good);
  });

  it("is believed with the API's names of the claims", async () => {
    const change = {
      tenant_id: undefined,
      akili_tenant_id: id.toUpperCase(),
      roles: undefined,
      akili_roles: ['viewer'],
    };
    expect(await verify(await sign(rsa.privateKey, change))).toMatchObject({
      claims: { tenantId: id, roles: ['viewer'] },
    });
  });
});

describe('refused is', () => {
  const forged = async (): Promise<string> => {
    const [head, , signature] = (await sign(rsa.privateKey)).split('.');
    const [, body] = (await sign(rsa.privateKey, { tenant_id: 'b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62' })).split('.');
    return [head, body, signature].join('.');
  };
  const hs256WithPublicKey = (): string => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'HS256' })}.${part({ iss: issuer, aud: 'akili', sub: 'u', exp: seconds + 60, ...claims })}`;
    return `${signed}.${createHmac('sha256', pem(rsa.publicKey)).update(signed).digest('base64url')}`;
  };
  const none = (): string =>
    new UnsecuredJWT({ ...claims, sub: 'u' })
      .setIssuer(issuer)
      .setAudience('akili')
      .setExpirationTime(seconds + 60)
      .encode();
  const cases: readonly (readonly [string, () => string | Promise<string>, string])[] = [
    ['a changed one', forged, 'its signature was not made by a key of the platform'],
    [
      "one of somebody else's key",
      () => sign(otherRsa.privateKey),
      'its signature was not made by a key of the platform',
    ],
    ['alg none', none, 'its algorithm is none of RS256, ES256, EdDSA'],
    ['HS256 with the public key', hs256WithPublicKey, 'its algorithm is none of RS256, ES256, EdDSA'],
    ['RS384', () => sign(rsa.privateKey, {}, { alg: 'RS384' }), 'its algorithm is none of RS256, ES256, EdDSA'],
    [
      'another algorithm than the key is for',
      () => sign(ec.privateKey, {}, { alg: 'ES256' }),
      'no key of the platform fits it',
    ],
    ['an expired one', () => sign(rsa.privateKey, { exp: seconds - 31 }), 'it has expired'],
    ['one without an end', () => sign(rsa.privateKey, { exp: undefined }), 'it has no claim `exp`'],
    ['one of tomorrow', () => sign(rsa.privateKey, { nbf: seconds + 31 }), 'it is not valid yet'],
    [
      'another audience',
      () => sign(rsa.privateKey, { aud: ['other'] }),
      'it was issued for another audience than `auth.audience` of akili.yaml',
    ],
    ['no audience', () => sign(rsa.privateKey, { aud: undefined }), 'it has no claim `aud`'],
    [
      'another issuer',
      () => sign(rsa.privateKey, { iss: 'https://evil.example' }),
      'it was issued by somebody else than `auth.issuer` of akili.yaml',
    ],
    ['no subject', () => sign(rsa.privateKey, { sub: undefined }), 'it has no claim `sub`'],
    ['no tenant', () => sign(rsa.privateKey, { tenant_id: undefined }), 'it has no claim `tenant_id`'],
    [
      'a slug for an id',
      () => sign(rsa.privateKey, { tenant_id: 'acme-corp' }),
      'its claim `tenant_id` is not the id of a tenant',
    ],
    [
      'two tenants',
      () => sign(rsa.privateKey, { akili_tenant_id: 'b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62' }),
      'its claims `tenant_id` and `akili_tenant_id` differ',
    ],
    [
      'a critical header that nobody knows',
      async () => {
        const [, ...rest] = (await sign(rsa.privateKey)).split('.');
        return [Buffer.from('{"alg":"RS256","crit":["x"],"x":1}').toString('base64url'), ...rest].join('.');
      },
      'no key of the platform fits it',
    ],
    ['an opaque token', () => 'akt_0123456789', 'it is not a signed JWT'],
    ['a page', () => `${'a'.repeat(20_000)}.b.c`, 'it is not a signed JWT'],
    ['rubbish in three parts', () => 'a.b.c', 'it is not a signed JWT'],
  ];
  it.each(cases)('%s', async (_, make, reason) => {
    expect(await verify(await make())).toBe(reason);
  });

  it('a key that the set does not have', async () => {
    const token = await sign(rsa.privateKey, {}, { kid: 'three' });
    expect(await verify(token, settings({ from: 'jwks', file: 'keys/set.json' }))).toBe(
      'no key of the platform fits it',
    );
  });
});

describe('nothing is said where', () => {
  const unavailable = (source: string, problem: string): object => ({ kind: 'unavailable', source, problem });
  it.each([
    [{ from: 'key', file: 'keys/private.pem' }, 'is not a public key in PEM'],
    [{ from: 'key', file: 'keys/none.pem' }, 'cannot be read: ENOENT'],
    [{ from: 'jwks', file: 'keys/link' }, 'lies outside of the repository'],
    [{ from: 'jwks', file: 'keys/rsa.pem' }, 'is not a JSON Web Key Set'],
    [{ from: 'jwks', file: 'keys/shared.json' }, 'holds no public key that can be used'],
  ] as const)('%o', async (keys, problem) => {
    expect(await verify(await sign(rsa.privateKey), settings(keys))).toEqual(unavailable(keys.file, problem));
  });

  it.each([
    ['the server fails', () => [500, ''] as [number, string], 'answers with status 500'],
    ['it sends us elsewhere', () => [302, ''] as [number, string], 'cannot be reached'],
    ['it never answers', () => [0, ''] as [number, string], 'gave no answer within 200 ms'],
    ['it answers too much', () => [200, ' '.repeat(1_100_000)] as [number, string], 'answers with more than a key set'],
  ])('%s', async (_, answer, problem) => {
    served = answer;
    const keys = { from: 'url', url: url() } as const;
    expect(await verify(await sign(rsa.privateKey), settings(keys), { timeoutMs: 200 })).toEqual(
      unavailable(keys.url, problem),
    );
  });
});

it('a set from a URL is asked for once in ten minutes, and again for a key that it lacks', async () => {
  const cacheFolder = join(root, 'cache');
  const auth = settings({ from: 'url', url: url() });
  served = () => [200, JSON.stringify({ keys: [jwk(rsa.publicKey, 'one')] })];
  asked = 0;
  const start = clock.now;
  const at = (minutes: number): object => ({ cacheFolder, now: () => new Date(start.getTime() + minutes * 60_000) });
  const token = await sign(rsa.privateKey, {}, { kid: 'one' });
  expect(await verify(token, auth, at(0))).toEqual(good);
  expect(await verify(token, auth, at(9))).toEqual(good);
  expect(asked).toBe(1);
  expect(await verify(token, auth, at(11))).toEqual(good);
  expect(asked).toBe(2);
  served = () => [200, JSON.stringify({ keys: [jwk(rsa.publicKey, 'one'), jwk(ec.publicKey, 'two')] })];
  expect(await verify(await sign(ec.privateKey, {}, { alg: 'ES256', kid: 'two' }), auth, at(12))).toEqual(good);
  expect(asked).toBe(3);
  // A forged token within the cooldown makes nobody ask.
  expect(await verify(await sign(otherRsa.privateKey, {}, { kid: 'x' }), auth, at(12))).toBe(
    'no key of the platform fits it',
  );
  expect(asked).toBe(3);
});
