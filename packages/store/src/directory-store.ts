import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LockedError } from '@akili/resource';
import type { JournalEntry, Lease, LeaseHolder, StateStore, TenantState } from '@akili/resource';
import { isMissing, replaceFile } from './durable-file.ts';
import { JournalFile } from './journal-file.ts';
import { isNewest } from './lock/generations.ts';
import type { Processes } from './lock/processes.ts';
import { lockHolder, takeLock } from './lock/take-lock.ts';
import { assertSlug, isStateSlug, readState } from './read-state.ts';
import { refusedFolder } from './refused-folder.ts';

export interface DirectoryStoreOptions {
  /** Absolute; made at the first write. Holds `state/`, `journal/` and `lease/`, readable by the owner only. */
  readonly directory: string;
  readonly environment: string;
  readonly processes?: Processes;
}

/**
 * State, journal and leases as files, for the embedded environment and wherever one machine applies. Damaged files
 * are thrown as FindingError with the way out; a lease that somebody else took over makes `write` and `append`
 * throw LockedError.
 */
export class DirectoryStore implements StateStore {
  readonly #options: DirectoryStoreOptions;
  readonly #journals = new Map<string, JournalFile>();
  readonly #released = new WeakSet<Lease>();

  constructor(options: DirectoryStoreOptions) {
    this.#options = options;
  }

  async read(tenant: string): Promise<TenantState | undefined> {
    const file = this.#stateFile(tenant);
    try {
      return readState(await readFile(file, 'utf8'), { file, tenant, environment: this.#options.environment });
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw refusedFolder(file, error);
    }
  }

  async tenants(): Promise<readonly string[]> {
    try {
      const names = await readdir(join(this.#options.directory, 'state'));
      const slugs = names.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
      // What is named otherwise is none of ours: a copy, an editor's file.
      return slugs.filter(isStateSlug).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw refusedFolder(join(this.#options.directory, 'state'), error);
    }
  }

  async write(state: TenantState, lease: Lease): Promise<void> {
    const { tenant, serial } = state;
    this.#assertHeld(tenant, lease);
    const stored = (await this.read(tenant))?.serial ?? 0;
    if (stored !== serial - 1)
      throw new LockedError(`the state of ${tenant} is at serial ${stored}, so serial ${serial} cannot follow`);
    const file = this.#stateFile(tenant);
    const text = `${JSON.stringify(state, undefined, 1)}\n`;
    readState(text, { file, tenant, environment: this.#options.environment });
    await this.#makeFolder('state');
    this.#assertHeld(tenant, lease);
    await replaceFile(file, text);
  }

  async lease(
    tenant: string,
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<Lease> {
    const { processes } = this.#options;
    const what = `the state of ${tenant}`;
    await this.#makeFolder('lease');
    const lock = await takeLock(this.#leaseFolder(tenant), {
      timeoutMs,
      signal,
      what,
      ...(processes && { processes }),
    });
    // Whoever had the lease in between may have put the journal aside: it is opened anew.
    await this.#journals.get(tenant)?.close();
    this.#journals.delete(tenant);
    const lease: Lease = {
      token: lock.token,
      release: () => {
        this.#released.add(lease);
        return Promise.resolve(lock.release());
      },
    };
    return lease;
  }

  /** There is no `unlock`: a lease whose process is gone is free at once. */
  holder(tenant: string): Promise<LeaseHolder | undefined> {
    return Promise.resolve(lockHolder(this.#leaseFolder(tenant), this.#options.processes));
  }

  async append(tenant: string, entry: JournalEntry, lease: Lease): Promise<void> {
    this.#assertHeld(tenant, lease);
    // Nothing is awaited before the entry is handed over: entries keep the order in which they are given.
    await this.#journal(tenant).append(entry);
  }

  async journal(tenant: string): Promise<readonly JournalEntry[]> {
    return (await this.#journal(tenant).read()).entries;
  }

  async close(): Promise<void> {
    for (const journal of this.#journals.values()) await journal.close();
    this.#journals.clear();
  }

  #journal(tenant: string): JournalFile {
    const known = this.#journals.get(tenant);
    if (known !== undefined) return known;
    const journal = new JournalFile(join(this.#options.directory, 'journal', `${assertSlug(tenant)}.ndjson`));
    this.#journals.set(tenant, journal);
    return journal;
  }

  #assertHeld(tenant: string, lease: Lease): void {
    if (this.#released.has(lease) || !isNewest(this.#leaseFolder(tenant), lease.token))
      throw new LockedError(`the lease of ${tenant} was given back or taken over`);
  }

  #leaseFolder(tenant: string): string {
    return join(this.#options.directory, 'lease', assertSlug(tenant));
  }

  #stateFile(tenant: string): string {
    return join(this.#options.directory, 'state', `${assertSlug(tenant)}.json`);
  }

  async #makeFolder(name: string): Promise<void> {
    await mkdir(join(this.#options.directory, name), { recursive: true, mode: 0o700 });
  }
}
