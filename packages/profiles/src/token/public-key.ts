import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';
import { KeysUnavailable } from './keys-unavailable.ts';

/** The one algorithm that each type of key is for: a token cannot choose another. */
const algorithmOf: { readonly [kind: string]: string } = {
  rsa: 'RS256',
  'ec prime256v1': 'ES256',
  ed25519: 'EdDSA',
};

/** One public key in PEM, for tokens of its algorithm. A private one is refused: it has no business in a repository. */
export async function publicKeyOf(file: string, text: string): Promise<JWTVerifyGetKey> {
  const key = readKey(file, text);
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const kind = `${key.asymmetricKeyType}${curve === undefined ? '' : ` ${curve}`}`;
  const algorithm = algorithmOf[kind];
  if (algorithm === undefined) throw new KeysUnavailable(file, `holds a key (${kind}) that no allowed algorithm takes`);
  const { importSPKI } = await import('jose');
  const imported = await importSPKI(key.export({ type: 'spki', format: 'pem' }).toString(), algorithm);
  return ({ alg }) => {
    if (alg !== algorithm) throw new TypeError('the key is for another algorithm');
    return imported;
  };
}

function readKey(file: string, text: string): KeyObject {
  const isPublic = /^-----BEGIN (?:RSA )?PUBLIC KEY-----/m.test(text) && !text.includes('PRIVATE KEY');
  try {
    if (isPublic) return createPublicKey(text);
  } catch {
    // Told below: what the library says of it would show pieces of the file.
  }
  throw new KeysUnavailable(file, 'is not a public key in PEM');
}
