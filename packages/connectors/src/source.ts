import type { CanonicalType, Column, Json } from '@akili/model';

/** How to reach a tenant's source: a connection's manifest with its secret. Never kept, never printed. */
export interface SourceAccess {
  readonly connectorType: string;
  readonly config: { readonly [key: string]: Json };
  /** The parts of the tenant's own secret; empty where the connection names none. */
  readonly secret: { readonly [part: string]: string };
  /** Absolute folder for what a source reads of the machine (a CA file); absent: nothing. */
  readonly root?: string;
}

/** What a test of a connection found. */
export interface SourceTest {
  /** Milliseconds of one round trip, after connecting. */
  readonly latencyMs: number;
  readonly serverVersion: string | undefined;
  readonly tls: boolean;
  /** True where the source's certificate was checked; absent without TLS. */
  readonly certificateChecked?: boolean;
  /** Tables, topics or objects that the login may read, as inputs name them (`public.orders`); sorted, at most 1,000. */
  readonly readable: readonly string[];
  /** Whether a strategy that inputs declare can work, and what is missing where it cannot. */
  readonly strategies: readonly StrategyVerdict[];
}

export interface StrategyVerdict {
  readonly resource: string;
  readonly strategy: string;
  readonly works: boolean;
  /** `wal_level is replica`, `no index begins with updated_at`; empty where it works. */
  readonly reasons: readonly string[];
}

/** An input that wants to be loaded, as far as a test asks after it. */
export interface WantedInput {
  readonly resource: string;
  readonly strategy: string;
  readonly cursorField: string | undefined;
}

/** A table as the schema lock holds it. */
export interface IntrospectedTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
}

/** What is read of a table: all rows, or those beyond a cursor. */
export interface ReadRequest {
  readonly resource: string;
  readonly columns: readonly { readonly name: string; readonly type: CanonicalType }[];
  /** Incremental: rows whose `field` is greater than `after` (undefined: all), in its order. */
  readonly cursor?: { readonly field: string; readonly after: string | undefined };
}

/** Rows as texts that DuckDB casts to the canonical types (ISO 8601, UTC, decimal digits); null is NULL. */
export type SourceRow = readonly (string | null)[];

/** An open source of a tenant. */
export interface Source {
  test(wanted: readonly WantedInput[]): Promise<SourceTest>;
  /** Tables with columns, canonical types, keys and nullability; all that are readable where none is named. */
  introspect(tables: readonly string[]): Promise<readonly IntrospectedTable[]>;
  /** Rows in batches of some thousand, so that a table of any size fits. */
  read(request: ReadRequest): AsyncIterable<readonly SourceRow[]>;
  close(): Promise<void>;
}

/** Why a source cannot be used; the message holds no secret and no address of another tenant. */
export type SourceProblem =
  | 'dns'
  | 'refused'
  | 'tls'
  | 'password'
  | 'database'
  | 'permission'
  | 'timeout'
  | 'unsupported'
  | 'resource'
  | 'failed';

/** Thrown by everything that reaches a source. */
export class SourceError extends Error {
  readonly problem: SourceProblem;
  constructor(problem: SourceProblem, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.name = 'SourceError';
    this.problem = problem;
  }
}

/** A type of connector: loaded when a connection first names it. */
export interface Connector {
  open(access: SourceAccess, signal: AbortSignal): Promise<Source>;
}
