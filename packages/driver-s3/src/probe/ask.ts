import type { ProbeFinding } from '@akili/resource';
import { asEngineFailure, statusOf } from '../engine-failure.ts';
import { withinTime } from '../time-limit.ts';

/** What is tried of whom. */
export type Aim = Pick<ProbeFinding, 'other' | 'action' | 'what' | 'name'>;

/** How requests are sent and failures told. */
export interface Asking {
  readonly endpoint: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What says that the login itself is not accepted: then nothing was tried. */
const noLogin: ReadonlySet<string> = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'UserSuspended']);

/**
 * Sends one request. 403 is the refusal; an answer of success, and any other of the store's that comes after it looked
 * at who asks (`reached`), is a way through. What is not there says nothing.
 */
export async function ask(
  { endpoint, timeoutMs, signal }: Asking,
  aim: Aim,
  send: (options: { readonly abortSignal: AbortSignal }) => Promise<string>,
  reached: { readonly [name: string]: string } = {},
): Promise<ProbeFinding> {
  try {
    return {
      ...aim,
      outcome: 'violated',
      detail: await withinTime(signal, timeoutMs, (abortSignal) => send({ abortSignal })),
    };
  } catch (error) {
    const { name } = error as Error;
    const status = statusOf(error);
    const through = reached[name];
    if (through !== undefined) return { ...aim, outcome: 'violated', detail: through };
    if (status === 403 && !noLogin.has(name)) return { ...aim, outcome: 'refused' };
    if (status === 404) return { ...aim, outcome: 'undecided', detail: 'it is not there' };
    throw asEngineFailure(error, { what: `${aim.action} ${aim.what}`, endpoint, timeoutMs }, signal);
  }
}
