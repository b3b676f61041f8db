import { join } from 'node:path';

/** What may be thrown away at any time. */
export function cacheDirectory(root: string): string {
  return join(root, '.akili', 'cache');
}

/** Where an environment keeps its embedded engines, and its state where that is a directory. */
export function environmentDirectory(root: string, environment: string): string {
  return join(root, '.akili', environment);
}
