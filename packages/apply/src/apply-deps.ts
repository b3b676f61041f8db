import type { Diagnostic } from '@akili/diagnostics';
import type { Address, ResourceType, StateRecord, StateStore, Step } from '@akili/resource';

/** How often and how long a failure that the engine calls passing is tried again. */
export interface RetryPolicy {
  /** In all, the first try among them. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled each time, up to `maxMs`. */
  readonly baseMs: number;
  readonly maxMs: number;
}

export const defaultRetry: RetryPolicy = { attempts: 4, baseMs: 250, maxMs: 4_000 };

/** What happens while an apply runs, for a progress bar. Counts are of steps of this run. */
export type ApplyEvent =
  | { readonly event: 'begin'; readonly total: number }
  | { readonly event: 'start'; readonly step: Step; readonly finished: number; readonly total: number }
  | { readonly event: 'retry'; readonly step: Step; readonly attempt: number; readonly problem: string }
  | {
      readonly event: 'applied' | 'failed';
      readonly step: Step;
      readonly finished: number;
      readonly total: number;
      readonly durationMs: number;
    };

/** Everything of the outside world that an apply touches. */
export interface ApplyDeps {
  /** The session of the step's tenant and credential. A rejection fails the step. */
  sessionFor(step: Step): Promise<unknown>;
  /** The resource type of a kind; undefined is our own bug. */
  typeOf(kind: string): ResourceType | undefined;
  readonly store: StateStore;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Aborted: no further step is begun, running steps finish or abort whole, everything is recorded. */
  readonly signal: AbortSignal;
  /** Names this run in the journal; unique. */
  readonly run: string;
  /** `Planned.records` and `Planned.gone`, of the plan or of the one it was compared with. */
  readonly records: ReadonlyMap<Address, StateRecord>;
  readonly gone: ReadonlySet<Address>;
  /** Only these steps; those of the other stage must be in the journal where one waits for them. Absent: all. */
  readonly stage?: 'platform' | 'tenant';
  /**
   * True for a saved plan: steps that the journal says this plan has done are not done again. False for a plan that
   * was made just now, which rests on what is live.
   */
  readonly resume: boolean;
  /** Steps at the same time; 4 when absent. */
  readonly parallelism?: number;
  /** Steps with the same lane never run at the same time: what an embedded engine needs. Undefined: no limit. */
  readonly laneOf?: (step: Step) => string | undefined;
  readonly retry?: RetryPolicy;
  readonly leaseTimeoutMs: number;
  /** Runs once, with every lease held and before the first effect: `verifyFresh` again. Any error stops the apply. */
  readonly verify?: () => Promise<readonly Diagnostic[]>;
  /** Values that must not appear in a message, whatever an engine says. Called for each message. */
  readonly secrets?: () => readonly string[];
  readonly onProgress?: (event: ApplyEvent) => void;
}
