import type { Answer } from './answer.ts';
import type { Progress } from './progress.ts';

/**
 * A plan that is ready to be carried out, with its environment held open meanwhile: nobody else can change an embedded
 * environment between what is shown and what is done. `close` must be called in any case.
 */
export interface PreparedApply {
  /** The plan to show; findings where there is none. `run` may only be called when its exit code is 0. */
  readonly answer: Answer;
  run(progress: (progress: Progress) => void): Promise<Answer>;
  close(): Promise<void>;
}
