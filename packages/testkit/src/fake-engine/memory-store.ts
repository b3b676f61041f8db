import { LockedError } from '@akili/resource';
import type { JournalEntry, Lease, LeaseHolder, StateStore, TenantState } from '@akili/resource';

/** What a machine keeps when a process dies: shared by the stores of several processes in one test. */
export class MemoryDisk {
  readonly states = new Map<string, TenantState>();
  readonly journals = new Map<string, JournalEntry[]>();
  readonly tokens = new Map<string, number>();
  readonly holders = new Map<string, Lease>();

  /** The process died: its leases are free again. */
  powerCut(): void {
    this.holders.clear();
  }
}

/** A state store in memory, held to the same suite as the real ones. `onRecord` may throw: a full disk, a death. */
export class MemoryStore implements StateStore {
  readonly #disk: MemoryDisk;
  readonly #onRecord: (what: JournalEntry | TenantState) => void;

  constructor(disk = new MemoryDisk(), onRecord: (what: JournalEntry | TenantState) => void = () => undefined) {
    this.#disk = disk;
    this.#onRecord = onRecord;
  }

  read(tenant: string): Promise<TenantState | undefined> {
    return Promise.resolve(structuredClone(this.#disk.states.get(tenant)));
  }

  tenants(): Promise<readonly string[]> {
    return Promise.resolve([...this.#disk.states.keys()].sort());
  }

  async write(state: TenantState, lease: Lease): Promise<void> {
    await Promise.resolve();
    this.#assertHeld(state.tenant, lease);
    const stored = this.#disk.states.get(state.tenant)?.serial ?? 0;
    if (stored !== state.serial - 1) throw new LockedError(`state is at serial ${stored}`);
    this.#onRecord(state);
    this.#disk.states.set(state.tenant, structuredClone(state));
  }

  async lease(
    tenant: string,
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<Lease> {
    const { holders, tokens } = this.#disk;
    const until = performance.now() + timeoutMs;
    while (holders.has(tenant)) {
      signal.throwIfAborted();
      if (performance.now() >= until) throw new LockedError(`${tenant} is leased`, 'this process');
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    signal.throwIfAborted();
    const token = (tokens.get(tenant) ?? 0) + 1;
    tokens.set(tenant, token);
    const lease: Lease = {
      token,
      release: () => {
        if (holders.get(tenant) === lease) holders.delete(tenant);
        return Promise.resolve();
      },
    };
    holders.set(tenant, lease);
    return lease;
  }

  holder(tenant: string): Promise<LeaseHolder | undefined> {
    const lease = this.#disk.holders.get(tenant);
    return Promise.resolve(lease && { token: lease.token, holder: 'this process', since: undefined });
  }

  unlock(tenant: string, token: number): Promise<boolean> {
    if (this.#disk.holders.get(tenant)?.token !== token) return Promise.resolve(false);
    return Promise.resolve(this.#disk.holders.delete(tenant));
  }

  async append(tenant: string, entry: JournalEntry, lease: Lease): Promise<void> {
    await Promise.resolve();
    this.#assertHeld(tenant, lease);
    this.#onRecord(entry);
    const entries = this.#disk.journals.get(tenant) ?? [];
    const last = entries.findLast((one) => one.event === 'begin');
    const isOther = entry.event === 'begin' && last?.planDigest !== entry.planDigest;
    if (isOther || entries.length === 0) this.#disk.journals.set(tenant, [entry]);
    else entries.push(entry);
  }

  journal(tenant: string): Promise<readonly JournalEntry[]> {
    return Promise.resolve(structuredClone(this.#disk.journals.get(tenant) ?? []));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #assertHeld(tenant: string, lease: Lease): void {
    if (this.#disk.holders.get(tenant) !== lease) throw new LockedError(`the lease of ${tenant} is not held`);
  }
}
