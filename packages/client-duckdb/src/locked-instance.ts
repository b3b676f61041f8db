import type { DuckDBInstance } from '@duckdb/node-api';

/**
 * An in-memory instance that reaches no file, network or extension, and whose settings cannot be changed any more:
 * for texts that are parsed or prepared and never executed. Loads DuckDB's native library on the first call.
 */
export async function openLockedInstance(): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  return await DuckDBInstance.create(':memory:', {
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    enable_external_access: 'false',
    lock_configuration: 'true',
  });
}
