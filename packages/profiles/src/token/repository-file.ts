import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { KeysUnavailable } from './keys-unavailable.ts';

const maxBytes = 1_048_576;

/** A file of the repository, by its path from the root. Nothing outside of it is read, also not through a link. */
export function readRepositoryFile(root: string, path: string): string {
  const file = resolve(root, path);
  let descriptor: number | undefined;
  try {
    if (!realpathSync(file).startsWith(`${realpathSync(root)}${sep}`))
      throw new KeysUnavailable(path, 'lies outside of the repository');
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.size > maxBytes) throw new KeysUnavailable(path, 'is not a file of keys');
    return readFileSync(descriptor, 'utf8');
  } catch (error) {
    if (error instanceof KeysUnavailable) throw error;
    throw new KeysUnavailable(path, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
