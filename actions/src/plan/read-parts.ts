import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from './part.ts';
import { readPart } from './read-part.ts';

/** More files than a matrix has jobs. */
const mostFiles = 300;
const mostEntries = 2_000;
const largestFile = 32 * 1024 * 1024;
const largestSum = 256 * 1024 * 1024;

export interface ReadParts {
  readonly parts: readonly Part[];
  /** What was not read, and why; the path as it was found. */
  readonly refused: readonly { readonly path: string; readonly problem: string }[];
}

/**
 * Reads the parts below a folder that artifacts were unpacked into. The folder is hostile: links are not followed, sizes
 * are looked at before anything is read, and there is an end to how much is looked at.
 */
export function readParts(folder: string, headSha: string): ReadParts {
  const parts: Part[] = [];
  const refused: { path: string; problem: string }[] = [];
  let sum = 0;
  const names = new Set<string>();
  for (const path of filesBelow(folder)) {
    const refuse = (problem: string): void => void refused.push({ path, problem });
    const { size } = lstatSync(join(folder, path));
    if (parts.length >= mostFiles) refuse('there are too many');
    else if (size > largestFile || sum + size > largestSum) refuse('it is too large');
    else {
      sum += size;
      const part = readPart(readFileSync(join(folder, path), 'utf8'), headSha);
      if ('problem' in part) refuse(part.problem);
      else if (names.has(part.name)) refuse('another part has the same name');
      else {
        names.add(part.name);
        parts.push(part);
      }
    }
  }
  return { parts: parts.sort((a, b) => (a.name < b.name ? -1 : 1)), refused };
}

function filesBelow(folder: string): readonly string[] {
  const found: string[] = [];
  const folders = [''];
  let seen = 0;
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      if ((seen += 1) > mostEntries) return found.sort();
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory() && path.split('/').length < 5) folders.push(path);
      else if (entry.isFile() && entry.name.endsWith('.json')) found.push(path);
    }
  }
  return found.sort();
}
