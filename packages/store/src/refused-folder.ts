import { FindingError, folderUnusable } from '@akili/diagnostics';

/** What the file system refused, as a finding that names the folder; anything else stays what it is. */
export function refusedFolder(folder: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return error;
  return new FindingError(folderUnusable.at(undefined, { folder, problem: words[code] ?? code }));
}

const words: { readonly [code: string]: string } = {
  EACCES: 'it may not be written (EACCES)',
  EPERM: 'it may not be written (EPERM)',
  EROFS: 'its disk is read-only (EROFS)',
  ENOSPC: 'its disk is full (ENOSPC)',
  EEXIST: 'a file stands in its place (EEXIST)',
  ENOTDIR: 'a file stands in its place (ENOTDIR)',
  EISDIR: 'a folder stands in the place of a file (EISDIR)',
};
