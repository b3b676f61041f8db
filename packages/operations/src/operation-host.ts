import type { Progress } from './progress.ts';

/** What every operation takes from the world beside the files of the repository. */
export interface OperationHost {
  /** Absolute folder of the repository. */
  readonly root: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Told what is being done; may be called often. */
  readonly progress: (progress: Progress) => void;
}
