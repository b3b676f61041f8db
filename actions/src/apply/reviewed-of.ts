import { commentsOf } from '@akili/github';
import { commentMarker, hasMarker } from '@akili/report';
import type { Action } from '../action.ts';
import { readReviewed, type Reviewed } from '../reviewed/reviewed-line.ts';

/** What the comment of a merged pull request showed. */
export interface ReviewedPull {
  readonly number: number;
  readonly reviewed: Reviewed;
}

/**
 * What was reviewed in the merged pull requests that brought some commits. Only comments count that we wrote, that
 * nobody else has edited since, and that are of the commit that was merged.
 */
export async function reviewedOf(
  action: Action,
  commits: readonly string[],
  environment: string,
): Promise<readonly ReviewedPull[]> {
  const github = await action.github();
  const { owner, repo } = github.repository;
  const marker = commentMarker('plan', environment);
  const found = new Map<number, ReviewedPull>();
  const asked = new Set<number>();
  for (const commit_sha of commits) {
    const pulls = await github.paginate(github.rest.repos.listPullRequestsAssociatedWithCommit, {
      ...{ owner, repo, commit_sha, per_page: 100 },
    });
    for (const { number, merged_at, merge_commit_sha, head } of pulls) {
      // A commit also belongs to pull requests that only contain it.
      if (merged_at === null || merge_commit_sha === null || !commits.includes(merge_commit_sha) || asked.has(number))
        continue;
      asked.add(number);
      for (const { body } of await commentsOf(github, number, (text) => hasMarker(text, marker))) {
        const reviewed = readReviewed(body);
        if (reviewed?.headSha === head.sha) found.set(number, { number, reviewed });
      }
    }
  }
  return [...found.values()];
}
