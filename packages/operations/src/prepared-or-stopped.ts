import type { Snapshot } from '@akili/model';
import { stoppedAnswer } from './answer-or-stopped.ts';
import type { PreparedApply } from './prepared-apply.ts';
import { stoppedBy } from './stopped.ts';

/** A prepared apply, or what stopped its preparation: findings to show and nothing to run. */
export async function preparedOrStopped(
  snapshot: Snapshot,
  prepare: () => Promise<PreparedApply>,
): Promise<PreparedApply> {
  try {
    return await prepare();
  } catch (error) {
    const answer = stoppedAnswer(stoppedBy(error), snapshot);
    return { answer, run: () => Promise.resolve(answer), close: () => Promise.resolve() };
  }
}
