import type { Diagnostic } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileOptions } from '../compile-options.ts';
import { checkRepository } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import { repositoryExitCode } from '../repository-exit-code.ts';
import type { Selection } from '../selection.ts';
import { Stopped } from '../stopped.ts';

/** A file of the repository with its new text. */
export interface Change {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The snapshot as it will be once the file is written. */
export function withChange(snapshot: Snapshot, { path, text }: Change): Snapshot {
  const files = [...snapshot.files.filter((file) => file.path !== path), { path, text }];
  return { ...snapshot, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/**
 * Checks in memory what the repository would be, and throws Stopped when the change brings an error that is not there
 * already. Nothing is written.
 */
export async function checkChange(
  snapshot: Snapshot,
  change: Change,
  selection: Selection,
  host: OperationHost,
): Promise<Snapshot> {
  const after = withChange(snapshot, change);
  const options = compileOptions({ ...selection, products: [] });
  const errorsOf = async (one: Snapshot): Promise<readonly Diagnostic[]> =>
    (await checkRepository(one, options, host)).answer.diagnostics.filter(({ severity }) => severity === 'error');
  const found = await errorsOf(after);
  if (found.length === 0) return after;
  const key = ({ code, file, message }: Diagnostic): string => JSON.stringify([code, file, message]);
  const known = new Set((await errorsOf(snapshot)).map(key));
  const diagnostics = found.filter((one) => !known.has(key(one)));
  if (diagnostics.length > 0) throw new Stopped({ diagnostics }, repositoryExitCode(diagnostics, selection));
  return after;
}

/** Writes all of the new text or leaves all of the old one, even when the process is killed in between. */
export function writeChange(root: string, { path, text }: Change, isNew: boolean): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  if (isNew) return writeFileSync(file, text, { flag: 'wx' });
  const temporary = `${file}.new-${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
