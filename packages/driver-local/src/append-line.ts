import { closeSync, constants, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { EngineError } from '@akili/resource';
import { makeFolder, readFile } from './guarded-files.ts';
import { hasFolder, pathOf, statOf, type Segments } from './guarded-path.ts';

/** A line is looked for from the end in pieces of this many bytes. */
const piece = 64 * 1024;

/**
 * Appends one line to a file below the environment's folder; it is on the disk when this returns. What a killed process
 * left of a line is cut away first. Follows no link.
 */
export function appendLine(root: string, folder: Segments, name: string, line: string): void {
  if (line.includes('\n')) throw new Error('a line holds no line break');
  makeFolder(root, folder);
  const path = pathOf(root, [...folder, name]);
  const found = statOf(path);
  if (found !== undefined && !found.isFile()) throw new EngineError(`\`${name}\` is not a plain file.`);
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  try {
    const end = wholeLines(file);
    ftruncateSync(file, end);
    const bytes = new TextEncoder().encode(`${line}\n`);
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, end + at);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
  if (found === undefined) syncFolderOf(path);
}

/** The whole lines of such a file, oldest first; none where there is no plain file. */
export function readLines(root: string, folder: Segments, name: string): readonly string[] {
  if (!hasFolder(root, folder)) return [];
  const text = readFile(root, folder, name) ?? '';
  return text.split('\n').slice(0, -1);
}

/** How many bytes of the file are whole lines. */
function wholeLines(file: number): number {
  const { size } = fstatSync(file);
  const buffer = new Uint8Array(Math.min(piece, size));
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - piece);
    const read = readSync(file, buffer, 0, end - start, start);
    const at = buffer.subarray(0, read).lastIndexOf(10);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

function syncFolderOf(path: string): void {
  const folder = openSync(dirname(path), constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
