import type { Snapshot } from '@akili/model';

/**
 * Files that are not there, or not as they should be, and of which something else says so already: they could not be
 * read, or have another extension. That they are missing is then no mistake of its own.
 */
export function reportedPaths(snapshot: Snapshot): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { place } of snapshot.findings) if (place !== undefined) paths.add(place.file);
  for (const { path } of snapshot.files) if (path.endsWith('.yml')) paths.add(path.replace(/yml$/, 'yaml'));
  return paths;
}
