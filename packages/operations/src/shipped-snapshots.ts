import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildId } from './build-id.ts';

/**
 * The snapshot of the embedded PostgreSQL: beside the bundle, or, from source, where the build keeps it too (it is made
 * there when it is first needed).
 */
export function shippedSnapshots(): { readonly snapshotDirectory?: string } {
  const folder = (place: string): string => fileURLToPath(new URL(place, import.meta.url));
  if (buildId === undefined) return { snapshotDirectory: folder('../../../node_modules/.cache/akili') };
  const snapshotDirectory = ['./snapshots', '../snapshots'].map(folder).find((place) => existsSync(place));
  return snapshotDirectory === undefined ? {} : { snapshotDirectory };
}
