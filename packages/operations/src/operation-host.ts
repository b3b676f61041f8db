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
  /** Told each secret that was looked up, before anything is done with it: where logs are masked, this is what is masked. */
  readonly resolved?: (value: unknown) => void;
}
