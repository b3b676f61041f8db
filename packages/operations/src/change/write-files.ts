import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Snapshot } from '@akili/model';
import type { FileChange } from './file-change.ts';
import { Refused } from './refused.ts';

/**
 * Writes changes to the working tree: all of them or none. A file that is no longer what was read is not overwritten,
 * and no link is followed: what lies behind one may be anywhere. Throws `Refused` with the reason, and then nothing is
 * changed; what fails half way is taken back.
 */
export function writeFiles(root: string, before: Snapshot, changes: readonly FileChange[]): void {
  const texts = new Map(before.files.map(({ path, text }) => [path, text]));
  for (const { path } of changes) refuseLinks(root, path);
  for (const { path } of changes) {
    const there = readOrUndefined(join(root, path));
    if (there?.replace(/^\ufeff/, '') !== texts.get(path))
      throw new Refused(`Nothing was written, because \`${path}\` was changed meanwhile. Run the command again.`);
  }
  const undo: (() => unknown)[] = [];
  try {
    const staged = changes.flatMap((change) => (change.text === undefined ? [] : [stage(root, change, undo)]));
    for (const { path } of changes) undo.push(restorer(join(root, path)));
    for (const { temporary, target } of staged) renameSync(temporary, target);
    for (const { path, text } of changes) if (text === undefined) rmSync(join(root, path), { force: true });
  } catch (error) {
    for (const step of undo.reverse()) step();
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new Refused(`Nothing was written: the operating system says ${code}.`);
  }
}

interface Staged {
  readonly temporary: string;
  readonly target: string;
}

/** Writes the text beside its place, under a name that readers of a repository pass over. */
function stage(root: string, { path, text = '' }: FileChange, undo: (() => unknown)[]): Staged {
  const target = join(root, path);
  const made = mkdirSync(dirname(target), { recursive: true });
  if (made !== undefined) undo.push(() => rmSync(made, { recursive: true, force: true }));
  const temporary = join(dirname(target), `.${basename(target)}.akili-${process.pid}`);
  undo.push(() => existsSync(temporary) && rmSync(temporary));
  const mode = existsSync(target) ? { mode: lstatSync(target).mode } : {};
  writeFileSync(temporary, text, { ...mode, flag: 'wx' });
  return { temporary, target };
}

/** Puts a file back to what it is now. */
function restorer(target: string): () => void {
  const bytes = existsSync(target) ? new Uint8Array(readFileSync(target)) : undefined;
  return () => {
    if (bytes === undefined) rmSync(target, { force: true });
    else writeFileSync(target, bytes);
  };
}

function refuseLinks(root: string, path: string): void {
  const names = path.split('/');
  for (let end = 1; end <= names.length; end += 1) {
    const part = names.slice(0, end).join('/');
    const stat = lstatSync(join(root, part), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (end < names.length ? !stat.isDirectory() : !stat.isFile())
      throw new Refused(`Nothing was written, because \`${part}\` is no ${end < names.length ? 'folder' : 'file'}.`);
  }
}

function readOrUndefined(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
