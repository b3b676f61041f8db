/** How a check went on the data of one run. */
export interface CheckResult {
  readonly check: string;
  readonly severity: 'critical' | 'warning';
  /** Decimal text, as the manifest writes it. */
  readonly threshold: string;
  /** Decimal text; null where there was no number to compare. */
  readonly value: string | null;
  /** `error`: NULL, no row, several rows or columns, or no number; it gates like a failure. */
  readonly verdict: 'passed' | 'failed' | 'error';
  readonly message?: string;
}

/** One run of one product: what was loaded, checked and promoted. Plain JSON, kept a line a run. */
export interface RunRecord {
  readonly formatVersion: 1;
  /** Sortable and unique within a tenant. */
  readonly run: string;
  readonly tenant: string;
  readonly product: string;
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly status: 'promoted' | 'held' | 'failed' | 'interrupted';
  readonly inputs: readonly {
    readonly name: string;
    readonly rows: number;
    /** The cursor that the next incremental load begins after. */
    readonly cursor?: string;
    /** Digest of what was loaded from where and how: the cursor counts only for the same. */
    readonly definition?: string;
  }[];
  /** Rows of the product as it was built. */
  readonly rows: number | null;
  readonly checks: readonly CheckResult[];
  readonly message?: string;
}

/** Where runs are recorded. A tenant's records are read and written with the tenant's own rights. */
export interface RunStore {
  append(record: RunRecord): Promise<void>;
  /** Newest first, at most `limit`. */
  list(tenant: string, product: string | undefined, limit: number): Promise<readonly RunRecord[]>;
}
