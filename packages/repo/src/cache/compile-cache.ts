import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { statTree, type StatTree } from '../stat-tree.ts';
import { beginCacheFile, openCacheFile, type CacheReader, type Segments } from './cache-file.ts';

/** Outcomes of a command over an unchanged tree. */
export interface CompileCache {
  /** `sha256:...` over the state of every file and the key. */
  readonly digest: string;
  /** The outcome that was stored for exactly this state; undefined when there is none. Reads no segment yet. */
  lookup(): CacheReader | undefined;
  /**
   * Begins to keep an outcome for the next run with a segment that is given piece by piece; segments are read one by
   * one, so what is printed should be its own. Never throws.
   */
  begin(name: string): OutcomeWriter;
}

/** An outcome that is being kept. Where nothing can be written, nothing is; none of these throws. */
export interface OutcomeWriter {
  append(bytes: Uint8Array): void;
  /**
   * Adds segments and keeps the outcome. False when it may not be kept: files changed so recently that a further change
   * could go unnoticed, or nothing can be written.
   */
  keep(more: Segments): boolean;
  /** Keeps nothing. Whatever comes after it does nothing. */
  drop(): void;
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
    begin(segment) {
      const newest = newestOf(tree);
      let writer = isOwnFolder(root) ? attempt(() => beginCacheFile(join(folder, name), digest, segment)) : undefined;
      const drop = (): void => {
        attempt(() => writer?.abandon());
        writer = undefined;
      };
      return {
        append(bytes) {
          const isWritten = attempt(() => {
            writer?.append(bytes);
            return true;
          });
          if (isWritten !== true) drop();
        },
        keep(more) {
          const last = writer;
          writer = undefined;
          // The clock of the file system may differ from ours: compare on its own.
          const mayStay = (writtenAt: number): boolean => newest + coarsestTick < takenAt + (writtenAt - now());
          const kept = attempt(() => last?.finish(more, mayStay)) ?? false;
          attempt(() => removeOldest(folder));
          return kept;
        },
        drop,
      };
    },
  };
}

/** A disk that is full or read-only costs only the next run's time. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
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
