import type { Progress } from '@akili/operations';

export type { Progress };

/** Shows progress while a command runs; `end` leaves nothing behind. */
export interface ProgressBar {
  show(progress: Progress): void;
  end(): Promise<void>;
}
