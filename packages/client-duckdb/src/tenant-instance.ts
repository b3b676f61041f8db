import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Json } from '@akili/model';
import { asEngineError } from './duckdb-error.ts';
import { qualifiedName } from './quote.ts';
import { appendTexts, type TextBatch } from './text-rows.ts';

/** A row as JSON: integers beyond 32 bits and decimals are strings. */
export type Row = { readonly [column: string]: Json };

const never = new AbortController().signal;

/**
 * One tenant's database in an instance of its own. Calls are served one after another, so a transaction is never
 * mixed with another call. Failures are EngineErrors; an abort interrupts the running statement and rejects with the
 * signal's reason. Made by `openTenantInstance`.
 */
export class TenantInstance {
  readonly catalog: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #release: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(catalog: string, instance: DuckDBInstance, connection: DuckDBConnection, release: () => void) {
    this.catalog = catalog;
    this.#instance = instance;
    this.#connection = connection;
    this.#release = release;
  }

  /** All rows of one statement. */
  query(sql: string, signal: AbortSignal = never): Promise<readonly Row[]> {
    return this.#serve(signal, async () => {
      const reader = await this.#connection.runAndReadAll(sql);
      return reader.getRowObjectsJson() as unknown as readonly Row[];
    });
  }

  /** Runs the statements in one transaction: all of them hold, or none. */
  transaction(statements: readonly string[], signal: AbortSignal = never): Promise<void> {
    return this.#serve(signal, async () => {
      try {
        // Inside, since an interrupt can hit BEGIN itself and leave a transaction that was begun.
        await this.#connection.run('BEGIN TRANSACTION');
        for (const statement of statements) {
          signal.throwIfAborted();
          await this.#connection.run(statement);
        }
        signal.throwIfAborted();
        await this.#connection.run('COMMIT');
      } catch (error) {
        await this.#rollBack();
        throw error;
      }
    });
  }

  /** Appends rows to a temporary table whose `width` columns are all VARCHAR; a transaction has to be none. */
  append(table: string, width: number, batch: TextBatch, signal: AbortSignal = never): Promise<void> {
    return this.#serve(signal, () => appendTexts(this.#connection, table, width, batch));
  }

  /** Writes the log into the file and gives it back. Waits for what is running. Harmless when closed already. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#last;
    try {
      await this.#connection.run(`CHECKPOINT ${qualifiedName(this.catalog)}`);
    } catch {
      // What is committed is in the write-ahead log, which the next open replays.
    } finally {
      this.#connection.closeSync();
      this.#instance.closeSync();
      this.#release();
    }
  }

  /** Leaves no transaction behind. There may be none any more, and a late interrupt can hit the first ROLLBACK. */
  async #rollBack(): Promise<void> {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      try {
        return void (await this.#connection.run('ROLLBACK'));
      } catch (error) {
        if (String(error).includes('no transaction is active')) return;
      }
    }
  }

  #serve<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(asEngineError(new Error('The database is closed.')));
    const served = this.#last.then(() => this.#interruptible(signal, work));
    this.#last = served.catch(() => undefined);
    return served;
  }

  async #interruptible<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const interrupt = () => this.#connection.interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      throw asEngineError(error);
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }
}
