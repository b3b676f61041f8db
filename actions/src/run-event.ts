import { readFileSync } from 'node:fs';
import { mergeGroupOfEvent, pullOfEvent, type PullOfEvent } from '@akili/github';
import type { ActionHost } from './action-host.ts';

/** Why the workflow runs. */
export interface RunEvent {
  /** `pull_request`, `merge_group`, `push` ... */
  readonly name: string;
  /** As GitHub delivered it. */
  readonly payload: { readonly [key: string]: unknown };
  /** The commit that is looked at: of a pull request its head, not GitHub's test merge. */
  readonly headSha: string;
  /** What it is compared with; undefined where everything counts. */
  readonly base: string | undefined;
  readonly pull: PullOfEvent | undefined;
  readonly ref: string;
}

const nothing = /^0+$/;

/** Reads `GITHUB_EVENT_PATH`. Without a payload (a schedule) an event has a commit and nothing else. */
export function readRunEvent({ env }: ActionHost): RunEvent {
  const path = env['GITHUB_EVENT_PATH'];
  const payload =
    path === undefined || path === '' ? {} : (JSON.parse(readFileSync(path, 'utf8')) as RunEvent['payload']);
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  const pull = name === 'pull_request' ? pullOfEvent(payload) : undefined;
  const group = name === 'merge_group' ? mergeGroupOfEvent(payload) : undefined;
  const before = name === 'push' && typeof payload['before'] === 'string' ? payload['before'] : '';
  return {
    name,
    payload,
    headSha: pull?.headSha ?? group?.headSha ?? env['GITHUB_SHA'] ?? '',
    base: pull?.baseSha ?? group?.baseSha ?? (before === '' || nothing.test(before) ? undefined : before),
    pull,
    ref: env['GITHUB_REF'] ?? '',
  };
}
