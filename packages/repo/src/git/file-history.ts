import { openGit } from './open-git.ts';

/** A commit that changed a file. */
export interface FileCommit {
  /** 40 (or 64) hex digits. */
  readonly commit: string;
  /** When it was committed, ISO 8601. */
  readonly at: string;
}

/** The commits that changed a file or a folder, newest first; none outside of git. The path is from the root. */
export async function fileHistory(root: string, path: string): Promise<readonly FileCommit[]> {
  try {
    const git = await openGit(root);
    const output = await git.raw(['log', '--format=%H %cI', '--end-of-options', 'HEAD', '--', path]);
    return output.split('\n').flatMap((line) => {
      const [commit = '', at = ''] = line.split(' ');
      return commit === '' ? [] : [{ commit, at }];
    });
  } catch {
    return [];
  }
}
