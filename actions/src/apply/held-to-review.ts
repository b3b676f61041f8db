import { spawnSync } from 'node:child_process';
import type { Plan } from '@akili/plan';
import type { Action } from '../action.ts';
import type { Reviewed } from '../reviewed/reviewed-line.ts';
import { stepDigests, type StepDigests } from '../reviewed/step-digests.ts';
import { reviewedOf } from './reviewed-of.ts';

/** Commits whose pull requests are asked for. */
const mostCommits = 50;

/**
 * Why a plan may not be carried out: some tenant's steps are not those that the comment of a merged pull request showed.
 * Pull requests count whose merge lies between `base` (what was applied last) and what is checked out. A tenant for which
 * nothing is to be done needs no review.
 */
export async function heldToReview(
  action: Action,
  plan: Plan,
  stage: 'platform' | 'tenant' | undefined,
): Promise<string | undefined> {
  const full = stepDigests(plan, 'full');
  const wanted = [...full.keys()].filter((tenant) => !isEmpty(full.get(tenant), stage));
  if (wanted.length === 0) return undefined;
  const reviews = await reviewedOf(action, commitsOf(action), plan.environment);
  const outline = stepDigests(plan, 'outline');
  const differing = wanted.filter((tenant) => {
    const agrees = ({ basis, digests }: Reviewed): boolean =>
      sameSteps((basis === 'full' ? full : outline).get(tenant), digests?.get(tenant), stage);
    return !reviews.some(({ reviewed }) => agrees(reviewed));
  });
  if (differing.length === 0) return undefined;
  const named = differing.slice(0, 10).join(', ') + (differing.length > 10 ? ` and ${differing.length - 10} more` : '');
  const seen = reviews.map(({ number }) => `#${number}`).join(', ');
  const where = seen === '' ? 'no merged pull request with a comment of ours was found' : `compared with ${seen}`;
  return `What would be done is not what was reviewed, for ${named} (${where}). The engines, or the branch, changed since. Look at the plan in this run's summary, then either run this workflow by hand with \`require-review: false\`, or open a pull request and merge what it shows.`;
}

function stages(stage: 'platform' | 'tenant' | undefined): readonly ('platform' | 'tenant')[] {
  return stage === undefined ? ['platform', 'tenant'] : [stage];
}

function isEmpty(digests: StepDigests | undefined, stage: 'platform' | 'tenant' | undefined): boolean {
  return stages(stage).every((name) => (digests?.[name] ?? '') === '');
}

/** Equal, stage by stage; a stage that has nothing (left) to do agrees with whatever was reviewed. */
function sameSteps(
  now: StepDigests | undefined,
  seen: StepDigests | undefined,
  stage: 'platform' | 'tenant' | undefined,
): boolean {
  return stages(stage).every((name) => (now?.[name] ?? '') === '' || now?.[name] === seen?.[name]);
}

function commitsOf(action: Action): readonly string[] {
  const base = action.input('base') === '' ? action.event.base : action.input('base');
  const range = base === undefined || !/^[0-9a-f]{40,64}$/.test(base) ? ['HEAD'] : [`${base}..HEAD`];
  const args = ['-C', action.world.root, 'rev-list', '--first-parent', `--max-count=${mostCommits}`, ...range, '--'];
  const { stdout, status } = spawnSync('git', args, { encoding: 'utf8' });
  const known = status === 0 ? stdout.split('\n').filter((line) => line !== '') : [];
  return known.length > 0 ? known : [action.event.headSha];
}
