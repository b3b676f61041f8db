import { openGit } from './open-git.ts';

/** The commit that is checked out, 40 (or 64) hex digits; undefined outside of git or before the first commit. */
export async function headCommit(root: string): Promise<string | undefined> {
  try {
    const git = await openGit(root);
    return (await git.raw(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])).trim() || undefined;
  } catch {
    return undefined;
  }
}
