import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { EngineError } from '@akili/resource';
import { asOpenError } from './duckdb-error.ts';
import { birthSettings, closingStatements, type JailOptions } from './jail.ts';
import { takeFile } from './open-files.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';
import { TenantInstance } from './tenant-instance.ts';

export interface TenantInstanceOptions extends JailOptions {
  /** Absolute path of the tenant's database file. */
  readonly file: string;
  /** What the file is attached as: `tenant_acme_corp_catalog`. */
  readonly catalog: string;
  /** Makes the file when there is none; without it that is an error. */
  readonly create?: boolean;
}

/**
 * Opens a tenant's database file under its catalog name in an in-memory instance of its own and closes the jail
 * around it (see `closingStatements`). Loads DuckDB's native library on the first call. Throws EngineError: the file
 * is missing, is a link, is no database, or is open elsewhere (then it names the holder).
 */
export async function openTenantInstance(options: TenantInstanceOptions): Promise<TenantInstance> {
  if (!isAbsolute(options.file)) throw new Error('the database file must be an absolute path');
  // One name a file, whatever links lead to its folder: the list of open files depends on it.
  const file = join(realpathSync(dirname(options.file)), basename(options.file));
  refuseLink(file);
  if (options.create !== true && !existsSync(file)) {
    throw new EngineError(`There is no database file \`${basename(file)}\` yet.`);
  }
  const release = takeFile(file);
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(':memory:', birthSettings(file, options));
    const connection = await instance.connect();
    try {
      await connection.run(`ATTACH ${quoteLiteral(file)} AS ${quoteIdentifier(options.catalog)}`);
      await connection.run(`USE ${quoteIdentifier(options.catalog)}`);
      for (const statement of closingStatements(options)) await connection.run(statement);
    } catch (error) {
      connection.closeSync();
      instance.closeSync();
      throw error;
    }
    return new TenantInstance(options.catalog, instance, connection, release);
  } catch (error) {
    release();
    throw asOpenError(error, file);
  }
}

// DuckDB follows links: a planted one would attach, and write to, another tenant's file.
function refuseLink(file: string): void {
  for (const path of [file, `${file}.wal`]) {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
      throw new EngineError(`\`${basename(path)}\` is a symbolic link; a database file must be a plain file.`);
    }
  }
}
