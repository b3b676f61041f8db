import type { Snapshot } from '@akili/model';
import { answerOrStopped, stoppedAnswer } from './answer-or-stopped.ts';
import type { PreparedApply } from './prepared-apply.ts';
import { stoppedBy } from './stopped.ts';

/** A prepared apply, or what stopped its preparation: findings to show and nothing to run. */
export async function preparedOrStopped(
  snapshot: Snapshot,
  prepare: () => Promise<PreparedApply>,
): Promise<PreparedApply> {
  try {
    const prepared = await prepare();
    // What stops in the middle, a state that cannot be reached for one, is told as what stops at the beginning.
    return { ...prepared, run: (progress) => answerOrStopped(snapshot, () => prepared.run(progress)) };
  } catch (error) {
    const answer = stoppedAnswer(stoppedBy(error), snapshot);
    return { answer, run: () => Promise.resolve(answer), close: () => Promise.resolve() };
  }
}
