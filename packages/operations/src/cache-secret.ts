import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A random text that belongs to this user on this machine and goes into every cache key. The cache lies in the
 * repository's folder, and whoever writes the repository could commit one with wrong answers in it; without the secret
 * no key can be guessed, so a committed cache is never hit. Undefined where the user's folder cannot be written: then
 * there is no cache.
 */
export function cacheSecret(env: { readonly [name: string]: string | undefined }): string | undefined {
  const home = env['XDG_CACHE_HOME'] ?? (env['HOME'] === undefined ? undefined : join(env['HOME'], '.cache'));
  const folder = home ?? env['LOCALAPPDATA'];
  if (folder === undefined || folder === '') return undefined;
  const file = join(folder, 'akili', 'cache-secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The first time: make one.
  }
  try {
    mkdirSync(join(folder, 'akili'), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
