import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { KeysUnavailable } from './keys-unavailable.ts';

/** Keys by the `kid` and type of a token's header. Symmetric and private keys in a set are left out: nobody may sign with what is published. */
export async function jwksOf(source: string, text: string): Promise<JWTVerifyGetKey> {
  const { createLocalJWKSet } = await import('jose');
  return createLocalJWKSet(readJwks(source, text));
}

/** The public keys of a key set; `KeysUnavailable` where the text is none. */
export function readJwks(source: string, text: string): JSONWebKeySet {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Told below: the parser's own words add nothing.
  }
  const keys = typeof value === 'object' && value !== null ? (value as { readonly keys?: unknown }).keys : undefined;
  if (!Array.isArray(keys)) throw new KeysUnavailable(source, 'is not a JSON Web Key Set');
  const usable = (keys as readonly unknown[]).filter(
    (key): key is JSONWebKeySet['keys'][number] =>
      typeof key === 'object' &&
      key !== null &&
      ['RSA', 'EC', 'OKP'].includes(String((key as { kty?: unknown }).kty)) &&
      !('d' in key),
  );
  if (usable.length === 0) throw new KeysUnavailable(source, 'holds no public key that can be used');
  return { keys: usable };
}
