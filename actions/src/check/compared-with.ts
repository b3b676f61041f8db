import type { Action } from '../action.ts';
import { InputError } from '../input-error.ts';
import { lastApplied } from './last-applied.ts';

/** What is looked at, and against what. */
export interface Compared {
  readonly headSha: string;
  /** Undefined: everything counts. */
  readonly base: string | undefined;
  /** True where git may rightly not know the base. */
  readonly mayBeGone: boolean;
  readonly fork: boolean;
  readonly pull: number | undefined;
}

/** From the event, or from inputs where a job follows a comment (`base`, `head-sha`, `pull-request`). */
export async function comparedWith(action: Action): Promise<Compared> {
  const { event, input } = action;
  const pull = input('pull-request') === '' ? event.pull?.number : Number(input('pull-request'));
  if (pull !== undefined && !Number.isSafeInteger(pull)) throw new InputError('The input `pull-request` is a number.');
  const headSha = input('head-sha') === '' ? event.headSha : input('head-sha');
  const shared = { headSha, fork: event.pull?.fork ?? false, pull };
  const base = input('base');
  const [, workflow] = /^last-apply:([\w.-]+\.ya?ml)$/.exec(base) ?? [];
  if (workflow !== undefined) return { ...shared, base: await lastApplied(action, workflow), mayBeGone: true };
  if (base.startsWith('last-apply'))
    throw new InputError('It has to be `last-apply:` and the name of a workflow file.');
  if (base !== '') return { ...shared, base, mayBeGone: false };
  return { ...shared, base: event.base, mayBeGone: event.name === 'push' };
}
