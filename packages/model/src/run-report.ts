import type { Diagnostic } from '@akili/diagnostics';
import type { CheckResult, RunRecord } from './run-record.ts';

/** What was loaded of one raw input. */
export interface InputLoad {
  readonly name: string;
  readonly from: 'fixture' | 'connection';
  /** The fixture's path in the repository, or the connection's name. */
  readonly of: string;
  /** `whole`: the raw table was replaced; `incremental`: what lies beyond the cursor was merged into it. */
  readonly mode: 'whole' | 'incremental';
  /** Rows that were read. */
  readonly rows: number;
  /** Rows of the raw table afterwards. */
  readonly total: number;
  /** What the next incremental load begins after. */
  readonly cursor?: string;
  /** What differs from the declared strategy, and why. */
  readonly note?: string;
  readonly durationMs: number;
}

/** What came of one product. `skipped`: not begun, because of another product. */
export interface ProductRun {
  readonly tenant: string;
  readonly namespace: string;
  readonly product: string;
  readonly version: string;
  readonly status: RunRecord['status'] | 'skipped';
  /** Absent where it was not begun. */
  readonly run?: string;
  readonly loads: readonly InputLoad[];
  /** Rows that were built; null where nothing was. */
  readonly rows: number | null;
  /** Rows of the lookup table; absent where the product has none, or it was not reached. */
  readonly lookupRows?: number;
  readonly checks: readonly CheckResult[];
  readonly durationMs: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** What `akili run` did: plain JSON, in the order in which products were run. */
export interface RunReport {
  readonly formatVersion: 1;
  readonly environment: string;
  readonly summary: {
    readonly promoted: number;
    readonly held: number;
    readonly failed: number;
    readonly interrupted: number;
    readonly skipped: number;
  };
  readonly runs: readonly ProductRun[];
}
