import { headCommit } from '@akili/repo';
import type { Action } from '../action.ts';

/**
 * Why this commit is not applied: it is not the newest of its branch. A run that is started again weeks later, or that had
 * to wait while others merged, would undo what came after it.
 */
export async function tipProblem(action: Action): Promise<string | undefined> {
  const payload = action.event.payload as { readonly repository?: { readonly default_branch?: string } };
  const branch = action.input('branch') === '' ? (payload.repository?.default_branch ?? '') : action.input('branch');
  if (branch === '') return 'The event names no default branch: pass the input `branch`.';
  const github = await action.github();
  const { owner, repo } = github.repository;
  const { data } = await github.rest.git.getRef({ owner, repo, ref: `heads/${branch}` });
  const head = await headCommit(action.world.root);
  if (head === data.object.sha) return undefined;
  return `The commit that is checked out (${head?.slice(0, 12) ?? 'none'}) is not the newest of ${branch} (${data.object.sha.slice(0, 12)}). The run of the newest one applies everything that is not applied yet; an old run must not be started again.`;
}
