/** A value that a statement may take as `$1`. */
export type Parameter = null | boolean | number | string | Uint8Array | readonly string[];

/** A row as both engines give it: int8, numeric, dates and timestamps are text, json is parsed. */
export type Row = { readonly [column: string]: unknown };

/** What differs between a server and the embedded engine; nothing else in the driver may ask which one it is. */
export interface DatabaseFeatures {
  /** Logins with passwords and connection limits mean something. */
  readonly logins: boolean;
  /** Several transactions at a time; the embedded engine runs one after the other. */
  readonly concurrentTransactions: boolean;
}

export interface TransactionOptions {
  /** Default 60,000. */
  readonly statementTimeoutMs?: number;
  /** How long a statement waits for a lock. Default 5,000. */
  readonly lockTimeoutMs?: number;
  readonly readOnly?: boolean;
  /** Aborting rolls back, unless the commit is already under way. */
  readonly signal?: AbortSignal;
}

/** As for a transaction; aborting stops the statement that runs. */
export type AloneOptions = Omit<TransactionOptions, 'readOnly'>;

export interface Transaction {
  /** Runs one statement. Rejects with `PostgresError`; after that the transaction can only roll back. */
  query<R extends Row = Row>(sql: string, parameters?: readonly Parameter[]): Promise<readonly R[]>;
  /** Runs statements one after the other in one exchange, five times as fast as each by itself. Stops at the first that fails. */
  execute(statements: readonly string[]): Promise<void>;
}

/** An open PostgreSQL: a server's or the embedded one. */
export interface Database {
  readonly features: DatabaseFeatures;
  /**
   * Runs `body` between BEGIN and COMMIT, as `role` where one is given. Role, timeouts and search path (pg_catalog
   * alone) are set with SET LOCAL: the embedded engine has one backend for everybody and a server's connections are
   * pooled, so that nothing may outlive the transaction. Whatever `body` throws rolls back and comes through.
   */
  transaction<T>(
    role: string | undefined,
    body: (transaction: Transaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /**
   * Runs statements as `role`, one after the other and outside any transaction: what PostgreSQL refuses inside one (an
   * index that is built while others write). Each is done or not by itself; nothing of the session outlives them.
   */
  alone(role: string | undefined, statements: readonly string[], options?: AloneOptions): Promise<void>;
  /** Waits for what is running, writes a checkpoint where the engine is ours, and closes. A second call is fine. */
  close(): Promise<void>;
}
