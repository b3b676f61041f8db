import type { Source } from '@akili/connectors';
import type { AnalyticsSession, RefreshSpec } from '@akili/driver-duckdb';
import type { LocalSession } from '@akili/driver-local';
import type { LookupSession } from '@akili/driver-postgres';
import type { CompiledInput, CompiledProduct, RunStore } from '@akili/model';
import type { Resource } from '@akili/resource';

/** Everything a run of a tenant's products takes from the world. Nothing of another tenant can be reached through it. */
export interface RunWorld {
  /** Absolute folder of the repository: fixtures lie in the products' folders. */
  readonly root: string;
  /** Absolute folder of the environment; engines spill into it. */
  readonly directory: string;
  readonly now: () => Date;
  /** A new run's id: sortable, unique within the tenant. */
  readonly newRun: () => string;
  readonly signal: AbortSignal;
  readonly progress: (phase: string) => void;
  readonly analytics: () => Promise<AnalyticsSession>;
  readonly lookup: () => Promise<Pick<LookupSession, 'database' | 'role'>>;
  readonly events: LocalSession;
  readonly runs: RunStore;
  /** Opens the tenant's connection of this name, with the tenant's own secret. */
  readonly openSource: (connection: string) => Promise<Source>;
  /** Type of the cursor's column as the connection's schema lock has it. */
  readonly cursorType: (input: CompiledInput) => string | undefined;
  /** The refresh of a product's view; undefined where it has none. */
  readonly refreshOf: (product: CompiledProduct) => Resource<RefreshSpec> | undefined;
  readonly fullRefresh: boolean;
  /** False: connections only. */
  readonly fixtures: boolean;
}
