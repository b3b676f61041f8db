import { isAbsolute } from 'node:path';
import { asEngineError } from './duckdb-error.ts';
import { birthSettings, closingStatements } from './jail.ts';
import { quoteLiteral } from './quote.ts';
import type { TextChunk } from './text-rows.ts';

/** An instance that reads one file and nothing else. */
export interface FileReader {
  /** The columns that a query gives. */
  columns(sql: string, signal: AbortSignal): Promise<readonly string[]>;
  /** The rows of a query whose columns are all VARCHAR, in batches. Failures are EngineErrors. */
  rows(sql: string, signal: AbortSignal): AsyncIterable<TextChunk>;
  close(): void;
}

/**
 * Opens an in-memory instance in a jail around one file. DuckDB follows links, so the caller has made sure that the
 * path is that of a plain file. `spill` is a path beside which DuckDB may write while it works. Loads DuckDB's native
 * library on the first call.
 */
export async function openFileReader(file: string, spill: string): Promise<FileReader> {
  if (!isAbsolute(file)) throw new Error('the file must be an absolute path');
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', birthSettings(spill, {}));
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await connection.run(`SET allowed_paths = [${quoteLiteral(file)}]`);
    for (const statement of closingStatements({})) await connection.run(statement);
  } catch (error) {
    close();
    throw asEngineError(error);
  }
  const interruptible = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    const interrupt = (): void => connection.interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      throw asEngineError(error);
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  };
  return {
    columns: (sql, signal) =>
      interruptible(signal, async () => (await connection.runAndReadAll(`${sql} LIMIT 0`)).columnNames()),
    async *rows(sql, signal) {
      const result = await interruptible(signal, () => connection.stream(sql));
      for (;;) {
        const chunk = await interruptible(signal, () => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield { length: chunk.rowCount, chunk };
      }
    },
    close,
  };
}
