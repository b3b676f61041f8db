import { pullOfHead } from '@akili/github';
import type { Action } from '../action.ts';
import { InputError } from '../input-error.ts';

/** The commit whose parts are expected, and the pull request that is told of them. */
export interface CommentedPull {
  readonly headSha: string;
  /** Undefined where there is none to tell: a merge queue, a push. */
  readonly number: number | undefined;
}

interface RunPayload {
  readonly workflow_run?: {
    readonly head_sha: string;
    readonly head_branch: string | null;
    readonly head_repository: { readonly owner: { readonly login: string } } | null;
  };
}

/**
 * On `pull_request` the one of the event; after another workflow (`workflow_run`) the open one that GitHub knows by the
 * head of that run; after a comment the one that was commented on, as long as its head is still the commit that was planned.
 */
export async function commentedPull(action: Action): Promise<CommentedPull | undefined> {
  const { event } = action;
  if (event.name === 'workflow_run') {
    const run = (event.payload as RunPayload).workflow_run;
    if (run?.head_repository?.owner === undefined || run.head_branch === null) return undefined;
    const found = await pullOfHead(
      await action.github(),
      run.head_sha,
      `${run.head_repository.owner.login}:${run.head_branch}`,
    );
    return found === undefined ? undefined : { headSha: found.headSha, number: found.number };
  }
  if (event.name === 'issue_comment') {
    const { issue } = event.payload as { readonly issue?: { readonly number: number } };
    const headSha = action.input('head-sha');
    if (issue === undefined || headSha === '')
      throw new InputError('After a comment, `head-sha` says which commit was planned.');
    const github = await action.github();
    const { owner, repo } = github.repository;
    const { data } = await github.rest.pulls.get({ owner, repo, pull_number: issue.number });
    return data.head.sha === headSha ? { headSha, number: issue.number } : undefined;
  }
  return { headSha: event.headSha, number: event.pull?.number };
}
