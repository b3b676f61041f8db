import type { AuthSettings } from '@akili/model';
import type { JWTVerifyGetKey } from 'jose';
import { jwksOf } from './jwks.ts';
import type { KeyWorld } from './key-world.ts';
import { publicKeyOf } from './public-key.ts';
import { remoteJwks } from './remote-jwks.ts';
import { readRepositoryFile } from './repository-file.ts';

/** Looks up the key for a token's header in what `auth` names: a key, a key set in a file, or one at a URL. */
export async function keysFor({ keys }: AuthSettings, world: KeyWorld): Promise<JWTVerifyGetKey> {
  if (keys.from === 'url') return await remoteJwks(keys.url, world);
  const text = readRepositoryFile(world.root, keys.file);
  return keys.from === 'jwks' ? await jwksOf(keys.file, text) : await publicKeyOf(keys.file, text);
}
