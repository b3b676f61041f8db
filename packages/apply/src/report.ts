import type { Diagnostic } from '@akili/diagnostics';
import type { Address } from '@akili/resource';

export type StepStatus = 'applied' | 'failed' | 'pending';

export interface StepReport {
  readonly id: string;
  readonly address: Address;
  readonly status: StepStatus;
  readonly durationMs: number;
  readonly diagnostic?: Diagnostic;
}

/** What `apply` prints. `pending`: not tried, because something it needs failed or the run was interrupted. */
export interface ApplyReport {
  readonly formatVersion: 1;
  readonly planDigest: string;
  readonly environment: string;
  readonly summary: { readonly applied: number; readonly failed: number; readonly pending: number };
  readonly steps: readonly StepReport[];
  /** What there is to say about the run as a whole: interrupted, refused, stale, the record cannot be written. */
  readonly diagnostics?: readonly Diagnostic[];
}
