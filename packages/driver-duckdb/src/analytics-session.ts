import { existsSync, renameSync, rmSync } from 'node:fs';
import { openTenantInstance, type TenantInstance } from '@akili/client-duckdb';
import { catalogName } from '@akili/model';
import { EngineError, type OwnershipMark, type TenantIdentity } from '@akili/resource';
import { catalogFile, createCatalogFolder, hasCatalogFile } from './catalog-file.ts';
import { createControlStatements, recordStatements } from './control-records.ts';
import { selectForeign } from './catalog-queries.ts';

/**
 * A tenant's database on this machine: the file, and one jailed instance that is opened when first needed. DuckDB has
 * no users, so the session of the platform's credential and that of the tenant's share the instance.
 */
export class AnalyticsSession {
  readonly tenant: TenantIdentity;
  readonly catalog: string;
  readonly #directory: string;
  #opened: Promise<TenantInstance> | undefined;

  constructor(directory: string, tenant: TenantIdentity) {
    this.#directory = directory;
    this.tenant = tenant;
    this.catalog = catalogName(tenant.slug);
  }

  /** True when the tenant's file is there. */
  exists(): boolean {
    return hasCatalogFile(this.#directory, this.tenant.slug);
  }

  /** The tenant's instance. Throws EngineError when the catalog was not created, or the file is held elsewhere. */
  database(): Promise<TenantInstance> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  /** Makes the file with our control schema and mark. It appears whole or not at all; one that is there only gets the mark. */
  async createCatalog(mark: OwnershipMark, signal: AbortSignal): Promise<void> {
    const init = [
      ...createControlStatements(this.catalog),
      ...recordStatements(this.catalog, { kind: 'analytics.catalog', name: this.catalog, mark, detail: null }),
    ];
    if (this.exists()) return (await this.database()).transaction(init, signal);
    createCatalogFolder(this.#directory);
    const file = catalogFile(this.#directory, this.tenant.slug);
    const unfinished = `${file}.unfinished`;
    removeDatabase(unfinished);
    try {
      const instance = await openTenantInstance({ file: unfinished, catalog: this.catalog, create: true });
      try {
        await instance.transaction(init, signal);
      } finally {
        await instance.close();
      }
      signal.throwIfAborted();
      renameSync(unfinished, file);
    } finally {
      removeDatabase(unfinished);
    }
  }

  /** Removes the file. Throws EngineError while anything is left in it that is not ours to remove. */
  async dropCatalog(signal: AbortSignal): Promise<void> {
    if (!this.exists()) return;
    const left = await (await this.database()).query(selectForeign(this.catalog), signal);
    if (left.length > 0) {
      throw new EngineError(`The catalog still holds ${left.map((row) => `\`${row['name'] as string}\``).join(', ')}.`);
    }
    signal.throwIfAborted();
    await this.close();
    removeDatabase(catalogFile(this.#directory, this.tenant.slug));
  }

  /** Closes the instance, if one is open. */
  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await (await opened?.catch(() => undefined))?.close();
  }

  async #open(): Promise<TenantInstance> {
    if (!this.exists()) throw new EngineError(`The catalog \`${this.catalog}\` is not there yet.`);
    return openTenantInstance({ file: catalogFile(this.#directory, this.tenant.slug), catalog: this.catalog });
  }
}

function removeDatabase(file: string): void {
  for (const path of [file, `${file}.wal`]) if (existsSync(path)) rmSync(path);
  rmSync(`${file}.tmp`, { recursive: true, force: true });
}
