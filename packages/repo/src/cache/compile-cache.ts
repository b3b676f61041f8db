import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { statTree, type StatTree } from '../stat-tree.ts';
import { openCacheFile, writeCacheFile, type CacheReader, type Segments } from './cache-file.ts';

/** Outcomes of a command over an unchanged tree. */
export interface CompileCache {
  /** `sha256:...` over the state of every file and the key. */
  readonly digest: string;
  /** The outcome that was stored for exactly this state; undefined when there is none. Reads no segment yet. */
  lookup(): CacheReader | undefined;
  /**
   * Keeps an outcome for the next run; segments are read one by one, so what is printed first should be its own.
   * False when it may not be kept: files changed so recently that a further change could go unnoticed, or nothing
   * can be written. Never throws.
   */
  store(segments: Segments): boolean;
}

/** File systems keep times to two seconds at worst (FAT). */
const coarsestTick = 2000;
const keptFiles = 8;

/**
 * Takes the state of the tree (a stat of every file that matters) and finds the cache for it. `key` says what else the
 * outcome depends on: the tool's version, the command, its options. Call it before the tree is read, so that a change
 * in between gives another state next time. `now` is the clock in milliseconds.
 */
export function openCompileCache(root: string, key: string, now: () => number = Date.now): CompileCache {
  const takenAt = now();
  const tree = statTree(root);
  const digest = digestOf(tree, key);
  const folder = join(root, '.akili', 'cache');
  const name = `compile-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  return {
    digest,
    lookup: () => (isOwnFolder(root) ? openCacheFile(join(folder, name), digest) : undefined),
    store(segments) {
      if (!isOwnFolder(root)) return false;
      try {
        const newest = newestOf(tree);
        // The clock of the file system may differ from ours: compare on its own.
        const kept = writeCacheFile(
          join(folder, name),
          digest,
          segments,
          (writtenAt) => newest + coarsestTick < takenAt + (writtenAt - now()),
        );
        removeOldest(folder);
        return kept;
      } catch {
        return false;
      }
    },
  };
}

function digestOf(tree: StatTree, key: string): string {
  const hash = createHash('sha256').update(`1\n${key.length}\n${key}\n`);
  let part = '';
  for (const { path, mtimeMs, ctimeMs, size, inode } of tree.entries) {
    part += `${path}\n${mtimeMs} ${ctimeMs} ${size} ${inode}\n`;
    if (part.length > 65536) {
      hash.update(part);
      part = '';
    }
  }
  hash.update(part);
  for (const line of tree.refused) hash.update(`!${line.length} ${line}\n`);
  return `sha256:${hash.digest('hex')}`;
}

function newestOf(tree: StatTree): number {
  let newest = 0;
  for (const { mtimeMs, ctimeMs } of tree.entries) newest = Math.max(newest, mtimeMs, ctimeMs);
  return newest;
}

/** A repository could bring `.akili` as a link to somewhere else: then there is no cache. */
function isOwnFolder(root: string): boolean {
  return ['.akili', join('.akili', 'cache')].every((folder) => {
    const stat = lstatSync(join(root, folder), { throwIfNoEntry: false });
    return stat === undefined || stat.isDirectory();
  });
}

function removeOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.startsWith('compile-'))
    .map((name) => ({ name, mtimeMs: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.mtimeMs - a.mtimeMs);
  for (const { name } of files.slice(keptFiles)) rmSync(join(folder, name), { force: true });
}
