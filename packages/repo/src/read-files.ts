import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { symbolicLink, type Finding } from '@akili/diagnostics';
import type { Snapshot, SourceFile } from '@akili/model';
import { defaultLimits } from './limits.ts';
import { FileReader } from './tree/file-reader.ts';

/**
 * Reads some files of a repository by their paths from the root, as `readWorkingTree` would: links are refused, never
 * followed. A file that is not there is left out without a word.
 */
export function readFiles(root: string, paths: readonly string[]): Snapshot {
  const files: SourceFile[] = [];
  const findings: Finding[] = [];
  const reader = new FileReader(defaultLimits.fileBytes);
  for (const path of [...paths].sort()) {
    const kind = kindOf(root, path);
    if (kind === 'none') continue;
    const text = kind === 'link' ? symbolicLink.at({ file: path }, {}) : reader.read(path, join(root, path));
    if (typeof text === 'string') files.push({ path, text });
    else findings.push(text);
  }
  return { files, findings };
}

/** Every folder on the way is looked at, too: a link there leads out of the repository as well. */
function kindOf(root: string, path: string): 'file' | 'link' | 'none' {
  const parts = path.split('/');
  for (let count = 1; count <= parts.length; count += 1) {
    const stat = lstatSync(join(root, ...parts.slice(0, count)), { throwIfNoEntry: false });
    if (stat === undefined) return 'none';
    if (stat.isSymbolicLink()) return 'link';
  }
  return 'file';
}
