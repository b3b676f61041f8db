import type { Github } from './open-github.ts';

/** A pull request that an event belongs to. */
export interface PullOfEvent {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string | undefined;
  /** True where the head lies in another repository: its files are a stranger's, its token only reads. */
  readonly fork: boolean;
}

interface PullPayload {
  readonly number: number;
  readonly head: { readonly sha: string; readonly ref?: string; readonly repo: { readonly full_name: string } | null };
  readonly base: { readonly sha: string; readonly repo: { readonly full_name: string } };
}

/** The pull request in an event's payload (`GITHUB_EVENT_PATH`); undefined for events that carry none. */
export function pullOfEvent(event: unknown): PullOfEvent | undefined {
  const pull = (event as { readonly pull_request?: PullPayload } | null)?.pull_request;
  return pull === undefined || typeof pull.number !== 'number' ? undefined : known(pull);
}

/** The commit that a `merge_group` event tests, and what it is compared with. */
export function mergeGroupOfEvent(event: unknown): { readonly headSha: string; readonly baseSha: string } | undefined {
  const group = (event as { readonly merge_group?: { readonly head_sha: string; readonly base_sha: string } } | null)
    ?.merge_group;
  return group === undefined ? undefined : { headSha: group.head_sha, baseSha: group.base_sha };
}

/**
 * The open pull request whose head is a commit, for `workflow_run`: asked of GitHub, never taken from an artifact, which
 * a stranger's workflow may have written. `head` is `owner:branch` of the run.
 */
export async function pullOfHead(github: Github, headSha: string, head: string): Promise<PullOfEvent | undefined> {
  const { owner, repo } = github.repository;
  const pulls = await github.paginate(github.rest.pulls.list, { owner, repo, state: 'open', head, per_page: 100 });
  const found = pulls.filter((pull) => pull.head.sha === headSha);
  return found.length === 1 ? known(found[0] as PullPayload) : undefined;
}

function known(pull: PullPayload): PullOfEvent {
  return {
    number: pull.number,
    headSha: pull.head.sha,
    baseSha: pull.base.sha,
    fork: pull.head.repo === null || pull.head.repo.full_name !== pull.base.repo.full_name,
  };
}
