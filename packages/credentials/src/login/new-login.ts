import { loginUsername, type EngineRole } from '@akili/model';
import { loginSlotOf, type TenantIdentity } from '@akili/resource';
import type { SecretJson } from '../stores/secret-store.ts';

/** Gives that many random bytes, fit for secrets. */
export type RandomBytes = (count: number) => Uint8Array;

/** One version of a login. The id says whose it is when the slug is given to somebody else. */
export type LoginParts = { readonly [part: string]: string };

/**
 * Makes up a login of a tenant for the engine of a role, under the name that the version's slot has there. Passwords
 * have 256 bits; keys have the form that S3 endpoints expect (20 and 40 characters).
 */
export function newLogin(tenant: TenantIdentity, role: EngineRole, version: string, random: RandomBytes): LoginParts {
  const whose = { version, tenantId: tenant.id };
  const username = loginUsername(tenant, role, loginSlotOf(version));
  if (username !== undefined) return { username, password: letters(random, 43, base62), ...whose };
  return { accessKeyId: letters(random, 20, base36), secretAccessKey: letters(random, 40, base62), ...whose };
}

/** The document of a login's first version. */
export function firstLogin(tenant: TenantIdentity, role: EngineRole, random: RandomBytes): SecretJson {
  return newLogin(tenant, role, '1', random);
}

const base36 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const base62 = `${base36}abcdefghijklmnopqrstuvwxyz`;

/** Each letter equally likely: bytes that would favour some are thrown away. */
function letters(random: RandomBytes, count: number, alphabet: string): string {
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < count)
    for (const byte of random(count))
      if (byte < limit && text.length < count) text += alphabet[byte % alphabet.length] as string;
  return text;
}
