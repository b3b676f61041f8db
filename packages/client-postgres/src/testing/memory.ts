import { fileURLToPath } from 'node:url';
import type { Database } from '../database.ts';
import { openPglite } from '../open-pglite.ts';

/** One snapshot for every test of the repository. */
export const snapshotDirectory = fileURLToPath(new URL('../../../../node_modules/.cache/akili', import.meta.url));

/** A database that leaves nothing behind. */
export function openMemory(): Promise<Database> {
  return openPglite({ snapshotDirectory });
}
