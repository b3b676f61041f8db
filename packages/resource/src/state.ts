import type { Address } from './address.ts';

/** What was applied to one address: enough to order a later delete and to see that something moved. */
export interface StateRecord {
  readonly address: Address;
  readonly kind: string;
  /** `specDigest` of the resource that was applied. */
  readonly digest: string;
  readonly dependsOn: readonly Address[];
  readonly product?: string;
  /** Which version of which secret a login was made with: an engine cannot be asked for it. */
  readonly login?: { readonly reference: string; readonly version: string };
}

/** The record of one tenant in one environment. Losing it costs a refresh, never data. */
export interface TenantState {
  readonly formatVersion: 1;
  readonly environment: string;
  readonly tenant: string;
  /** Another id under the same slug is refused (exit 8). */
  readonly tenantId: string;
  /** Grows by one with each write. 0: never written. */
  readonly serial: number;
  readonly status: 'active' | 'suspended' | 'archived' | 'destroyed';
  /** Sorted by address. */
  readonly resources: readonly StateRecord[];
}

/** One line of the journal: the intent before a step, the result after it. */
export type JournalEntry =
  | {
      readonly event: 'begin';
      readonly run: string;
      readonly planDigest: string;
      readonly tenant: string;
      readonly at: string;
    }
  | { readonly event: 'intent'; readonly run: string; readonly step: string; readonly at: string }
  | { readonly event: 'done'; readonly run: string; readonly step: string; readonly at: string }
  | {
      readonly event: 'failed';
      readonly run: string;
      readonly step: string;
      readonly message: string;
      readonly at: string;
    }
  | { readonly event: 'end'; readonly run: string; readonly at: string };

/** The right to change one tenant's state. `token` grows with every lease: an older holder's write is refused. */
export interface Lease {
  readonly token: number;
  release(): Promise<void>;
}

/** Who has a lease now. */
export interface LeaseHolder {
  readonly token: number;
  /** Machine and process, for people. */
  readonly holder: string;
  /** ISO 8601; undefined where the lease does not say. */
  readonly since: string | undefined;
}

/** Thrown when a lease cannot be had in time (exit 6). */
export class LockedError extends Error {
  readonly holder: string | undefined;
  constructor(message: string, holder?: string) {
    super(message);
    this.name = 'LockedError';
    this.holder = holder;
  }
}

/** Where state and journal live; one instance an environment. */
export interface StateStore {
  /** Undefined when the tenant has none: a missing store reads as empty. */
  read(tenant: string): Promise<TenantState | undefined>;
  /** Tenants that have a state, sorted. */
  tenants(): Promise<readonly string[]>;
  /**
   * What `read` gives of every tenant that has a state, in one look: a plan over a hundred tenants asks once. Absent
   * where each has to be read by itself; undefined where this login does not see them all.
   */
  readAll?(): Promise<ReadonlyMap<string, TenantState> | undefined>;
  /** Refuses when the stored serial is not `state.serial - 1`, or the lease is not the newest. Atomic. */
  write(state: TenantState, lease: Lease): Promise<void>;
  /** Waits up to `timeoutMs`, then throws LockedError. */
  lease(tenant: string, options: { readonly timeoutMs: number; readonly signal: AbortSignal }): Promise<Lease>;
  /** Who has the lease; undefined: nobody, or one whose time is up. Changes nothing. */
  holder?(tenant: string): Promise<LeaseHolder | undefined>;
  /**
   * Takes the lease away from its holder, if it is still the one of this token: false where it is not. Once it resolves
   * the old holder writes nothing more, and anybody may take the lease. Absent where a lease frees itself.
   */
  unlock?(tenant: string, token: number): Promise<boolean>;
  /** Durable once the promise resolves. Refuses with LockedError when the lease is no longer the newest. */
  append(tenant: string, entry: JournalEntry, lease: Lease): Promise<void>;
  /**
   * The journal of the plan that was applied last, oldest first: its last run and the runs right before it that
   * began with the same plan digest. A torn last line is left out.
   */
  journal(tenant: string): Promise<readonly JournalEntry[]>;
  close(): Promise<void>;
}
