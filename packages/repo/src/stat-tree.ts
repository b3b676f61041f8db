import { lstatSync } from 'node:fs';
import { defaultLimits } from './limits.ts';
import { walk } from './tree/walk.ts';

/** What the file system says of a file without its content. */
export interface StatEntry {
  readonly path: string;
  /** Milliseconds with a fraction: to a quarter of a microsecond. */
  readonly mtimeMs: number;
  /** Cannot be set back, unlike `mtimeMs`. */
  readonly ctimeMs: number;
  readonly size: number;
  readonly inode: number;
}

/** The files that `readWorkingTree` would read, in the same order, and a line for everything that it would refuse. */
export interface StatTree {
  readonly entries: readonly StatEntry[];
  /** Code and path. */
  readonly refused: readonly string[];
}

/** Asks for the state of every file that matters without reading any. */
export function statTree(root: string): StatTree {
  const entries: StatEntry[] = [];
  const refused: string[] = [];
  walk(root, defaultLimits.depth, {
    finding: (finding) => void refused.push(`${finding.code} ${finding.place?.file ?? ''} ${finding.message}`),
    file(path, onDisk) {
      const stat = lstatSync(onDisk, { throwIfNoEntry: false });
      if (stat === undefined) return;
      entries.push({ path, mtimeMs: stat.mtimeMs, ctimeMs: stat.ctimeMs, size: stat.size, inode: stat.ino });
    },
  });
  return { entries, refused };
}
