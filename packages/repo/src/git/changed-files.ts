import { unknownGitRef, type Finding } from '@akili/diagnostics';
import { openGit } from './open-git.ts';

/** What changed between a commit and what is checked out. */
export interface ChangedFiles {
  /** The commit at which the two parted, 40 (or 64) hex digits. */
  readonly mergeBase: string;
  /** Paths from the repository's root, sorted; a renamed file is gone here and new there. */
  readonly paths: readonly string[];
}

/**
 * The files that differ between the working tree and where HEAD parted from `base`, as a pull request shows them once
 * they are committed. Paths outside of the repository's root are left out. A finding where git does not know the commit, or not how the two are related.
 */
export async function changedFiles(root: string, base: string): Promise<ChangedFiles | { readonly finding: Finding }> {
  const refuse = (reason: string): { readonly finding: Finding } => ({
    finding: unknownGitRef.at(undefined, { ref: base.slice(0, 200), reason }),
  });
  // Git would take it for an option.
  if (base.startsWith('-') || base === '') return refuse('it is not the name of a ref');
  try {
    const git = await openGit(root);
    const wanted = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${base}^{commit}`];
    const commit = (await git.raw(wanted)).trim();
    if (commit === '') return refuse('there is no such commit');
    const mergeBase = (await git.raw(['merge-base', commit, 'HEAD'])).trim();
    if (mergeBase === '') return refuse('it has no commit in common with what is checked out, as in a shallow clone');
    const differs = await git.raw(['diff', '--name-only', '--no-renames', '--relative', '-z', mergeBase, '--']);
    const untracked = await git.raw(['ls-files', '--others', '--exclude-standard', '-z']);
    const paths = new Set(`${differs}${untracked}`.split('\0').filter((path) => path !== ''));
    return { mergeBase, paths: [...paths].sort() };
  } catch (error) {
    const outside = /not a git repository/i.test(String(error));
    return refuse(outside ? 'this is not a git repository' : 'there is no such commit');
  }
}
