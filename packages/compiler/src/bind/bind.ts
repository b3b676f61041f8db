import type { Outcome } from '@akili/diagnostics';
import type { WrittenRepository } from '@akili/manifest';
import type { Repository } from '@akili/model';

/**
 * From manifests as written to the repository as rules read it. Keeps going: a broken document leaves out what it
 * holds and nothing else, and says so in `broken`.
 */
export function bind(_tree: WrittenRepository): Outcome<Repository> {
  throw new Error('not written yet');
}
