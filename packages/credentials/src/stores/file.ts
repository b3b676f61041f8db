import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { jsonOrNothing, storedAt, type SecretStore } from './secret-store.ts';

/** JSON files; relative paths are taken from the repository's root. */
export function fileStore(root: string): SecretStore {
  return {
    async read({ location, key }) {
      try {
        return storedAt(jsonOrNothing(await readFile(resolve(root, location), 'utf8')), key);
      } catch (error) {
        // The code alone: a message might hold a part of what was read.
        const code = String((error as { readonly code?: unknown }).code ?? 'it cannot be opened');
        if (code === 'ENOENT') return { found: 'missing' };
        return code === 'EACCES' ? { found: 'denied', problem: code } : { found: 'failed', problem: code };
      }
    },
  };
}
