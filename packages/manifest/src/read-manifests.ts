import type { Finding } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import type { WrittenRepository } from './tree.ts';

/** Every manifest that could be read, and everything that is wrong with the others; never throws because of a file. */
export interface ReadManifests {
  readonly tree: WrittenRepository;
  readonly findings: readonly Finding[];
}

/** Reads and validates all manifests of a snapshot. */
export function readManifests(_snapshot: Snapshot): ReadManifests {
  throw new Error('not written yet');
}
