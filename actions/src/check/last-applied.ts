import { spawnSync } from 'node:child_process';
import type { Action } from '../action.ts';

/**
 * The commit of the last push of which a workflow succeeded: everything since is not applied, also what a run that
 * failed, was replaced by a newer one or stopped has left. Undefined (everything counts) where there was none, or where
 * history was rewritten since.
 */
export async function lastApplied(action: Action, workflow: string): Promise<string | undefined> {
  const { env } = action.host;
  const branch = (env['GITHUB_REF'] ?? '').replace(/^refs\/heads\//, '');
  if (branch === '') return undefined;
  const github = await action.github();
  const { owner, repo } = github.repository;
  const { data } = await github.rest.actions.listWorkflowRuns({
    ...{ owner, repo, workflow_id: workflow, branch, event: 'push', status: 'success', per_page: 20 },
  });
  return data.workflow_runs.map((run) => run.head_sha).find((sha) => isAncestor(action.world.root, sha));
}

function isAncestor(root: string, sha: string): boolean {
  if (!/^[0-9a-f]{40,64}$/.test(sha)) return false;
  const { status } = spawnSync('git', ['-C', root, 'merge-base', '--is-ancestor', sha, 'HEAD'], { stdio: 'ignore' });
  return status === 0;
}
