import { lstatSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { EngineError } from '@akili/resource';

/** Names of folders and files below the environment's folder, outermost first. */
export type Segments = readonly string[];

const segmentPattern = /^[A-Za-z0-9.][A-Za-z0-9._-]{0,254}$/;

/** Whether a name found on the disk is one that our paths can be made of. */
export function isSegment(name: string): boolean {
  return segmentPattern.test(name) && name !== '.' && name !== '..';
}

/** The absolute path. Throws when a segment is none of ours, so that no name can climb out of the environment's folder. */
export function pathOf(root: string, segments: Segments): string {
  for (const segment of segments) {
    if (!isSegment(segment)) throw new Error(`${JSON.stringify(segment)} is no name of a folder or file`);
  }
  return join(root, ...segments);
}

/**
 * Whether the folder is there, all the way from the root. Throws EngineError where a link or a file stands in the way:
 * a planted link would lead a write out of the environment, or into another tenant's folder. Node has no `openat`, so
 * a link that is planted between this look and the write is not seen; the environment's lock keeps our own processes
 * apart, and whoever can plant links there owns the files anyway.
 */
export function hasFolder(root: string, segments: Segments): boolean {
  const paths = [dirname(root), root, ...segments.map((_, index) => pathOf(root, segments.slice(0, index + 1)))];
  for (const path of paths) {
    const found = statOf(path);
    if (found === undefined) return false;
    if (!found.isDirectory()) throw new EngineError(`\`${nameIn(root, path)}\` is ${wordFor(found)}, not a folder.`);
  }
  return true;
}

/** Like `lstat`, undefined where there is nothing. */
export function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function wordFor(stats: Stats): string {
  return stats.isSymbolicLink() ? 'a symbolic link' : 'a file';
}

function nameIn(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : 'the folder of the environment';
}
