import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildId } from './build-id.ts';

/** The snapshot of the embedded PostgreSQL that lies beside the bundle; from source one is built when first needed. */
export function shippedSnapshots(): { readonly snapshotDirectory?: string } {
  if (buildId === undefined) return {};
  for (const place of ['./snapshots', '../snapshots']) {
    const snapshotDirectory = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(snapshotDirectory)) return { snapshotDirectory };
  }
  return {};
}
