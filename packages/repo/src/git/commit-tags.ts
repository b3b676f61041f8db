import { openGit } from './open-git.ts';

/** A tag and the commit that it stands for. */
export interface CommitTag {
  readonly tag: string;
  /** 40 (or 64) hex digits. */
  readonly commit: string;
  /** When the commit was made, ISO 8601. */
  readonly at: string;
}

/** The tags that begin with one of these, sorted by name; none outside of git. */
export async function commitTags(root: string, beginnings: readonly string[]): Promise<readonly CommitTag[]> {
  try {
    const git = await openGit(root);
    const format =
      '--format=%(refname:strip=2)%00%(objecttype)%00%(objectname)%00%(*objectname)%00%(committerdate:iso-strict)%00%(*committerdate:iso-strict)';
    // Git's patterns end at a slash, so that the beginning of a name is compared here.
    const output = await git.raw(['for-each-ref', '--sort=refname', format, 'refs/tags']);
    return output.split('\n').flatMap((line): readonly CommitTag[] => {
      const [tag = '', type, own = '', peeled = '', ownDate = '', peeledDate = ''] = line.split('\0');
      if (!beginnings.some((beginning) => tag.startsWith(beginning))) return [];
      const [commit, at] = type === 'tag' ? [peeled, peeledDate] : [own, ownDate];
      return at === '' ? [] : [{ tag, commit, at }];
    });
  } catch {
    return [];
  }
}
