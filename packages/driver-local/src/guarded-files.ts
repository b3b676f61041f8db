import { closeSync, constants, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { renameSync, rmSync, rmdirSync, unlinkSync, writeFileSync, type Dirent } from 'node:fs';
import { dirname } from 'node:path';
import { EngineError } from '@akili/resource';
import { hasFolder, isSegment, pathOf, statOf, type Segments } from './guarded-path.ts';

/** What a file is called while it is written. A leftover of a killed run is written over, and no inventory shows it. */
export const unfinished = '.unfinished';

/** Makes a folder and the ones above it, durably. */
export function makeFolder(root: string, segments: Segments): void {
  if (hasFolder(root, segments)) return;
  mkdirSync(root, { recursive: true });
  for (let length = 1; length <= segments.length; length += 1) {
    const path = pathOf(root, segments.slice(0, length));
    if (statOf(path) !== undefined) continue;
    mkdirSync(path);
    syncFolder(dirname(path));
  }
  hasFolder(root, segments);
}

/** Writes a file whole or not at all, durably. A link under the file's name is replaced, not followed. */
export function writeFile(root: string, folder: Segments, name: string, text: string): void {
  makeFolder(root, folder);
  const path = pathOf(root, [...folder, name]);
  if (statOf(path)?.isDirectory() === true) throw new EngineError(`\`${name}\` is a folder, not a file.`);
  const draft = `${path}${unfinished}`;
  if (statOf(draft) !== undefined) unlinkSync(draft);
  const file = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o644);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

/** A file's text; undefined where there is none, or something that is no plain file. The folder must have been listed. */
export function readFile(root: string, folder: Segments, name: string): string | undefined {
  let file: number;
  try {
    file = openSync(pathOf(root, [...folder, name]), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

/** What a folder holds, sorted by name, without unfinished files; empty where there is no folder. */
export function listFolder(root: string, segments: Segments): readonly Dirent[] {
  if (!hasFolder(root, segments)) return [];
  return readdirSync(pathOf(root, segments), { withFileTypes: true })
    .filter((entry) => !entry.name.endsWith(unfinished))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether there is nothing but folders, as a run leaves them that was killed before it wrote its first file. */
export function holdsNothing(root: string, segments: Segments): boolean {
  return listFolder(root, segments).every(
    (entry) => entry.isDirectory() && isSegment(entry.name) && holdsNothing(root, [...segments, entry.name]),
  );
}

/** Removes a file. Harmless where there is none. */
export function removeFile(root: string, folder: Segments, name: string): void {
  if (!hasFolder(root, folder)) return;
  const path = pathOf(root, [...folder, name]);
  if (statOf(path) === undefined) return;
  unlinkSync(path);
  syncFolder(dirname(path));
}

/** Removes a folder with all it holds, the file `last` at the end: until then the folder says whose it is. */
export function removeFolder(root: string, segments: Segments, last: string): void {
  if (!hasFolder(root, segments)) return;
  const path = pathOf(root, segments);
  for (const name of readdirSync(path)) {
    // Takes away links themselves, never what they point to.
    if (name !== last) rmSync(`${path}/${name}`, { recursive: true, force: true });
  }
  rmSync(`${path}/${last}`, { force: true });
  rmdirSync(path);
  syncFolder(dirname(path));
}

/** Removes the folders from the innermost outwards as long as they are empty, down to `keep` segments. */
export function removeEmptyFolders(root: string, segments: Segments, keep: number): void {
  for (let length = segments.length; length > keep; length -= 1) {
    const inner = segments.slice(0, length);
    if (!hasFolder(root, inner)) continue;
    if (readdirSync(pathOf(root, inner)).length > 0) return;
    rmdirSync(pathOf(root, inner));
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
