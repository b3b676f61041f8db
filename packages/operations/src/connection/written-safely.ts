import type { Diagnostic } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import { writeFiles } from '../change/write-files.ts';
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

/**
 * Writes all of the new text or leaves all of the old one. Throws `Refused` where the file is no longer what was read: a
 * source may take minutes to answer, and nobody's edit of meanwhile is lost; and where a link stands on the way.
 */
export function writeChange(root: string, before: Snapshot, change: Change): void {
  writeFiles(root, before, [change]);
}
