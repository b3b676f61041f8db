import { hostname } from 'node:os';
import { platformSlug, LockedError } from '@akili/resource';
import type { JournalEntry, Lease, LeaseHolder, StateStore, TenantState } from '@akili/resource';
import { assertSlug, isStateSlug } from './read-state.ts';
import { readS3Journal, S3Journal } from './s3-journal.ts';
import { s3LeaseHolder, takeOverS3Lease, takeS3Lease, type S3Lease, type S3LeaseOptions } from './s3-lease.ts';
import type { ConditionalObjects } from './s3-objects.ts';
import { probeConditions } from './s3-probe.ts';
import { readS3State, S3State, type S3StatePlace } from './s3-state.ts';

export interface S3StoreOptions {
  readonly environment: string;
  /** The bucket with the login of a tenant, or of the platform; asked once each. */
  readonly objects: (tenant: string) => Promise<ConditionalObjects>;
  /**
   * Slugs whose state is looked for, where the platform's login is not at hand: each with its own. Without it the
   * platform's login lists them.
   */
  readonly known?: readonly string[];
  /** After how long without a sign of life a holder is taken for dead. */
  readonly leaseTtlMs?: number;
  /** Who this is, for those who wait. */
  readonly holder?: string;
}

interface Held {
  readonly lease: S3Lease;
  readonly state: S3State;
  readonly journal: S3Journal;
}

/**
 * State, journal and leases as objects below `akili-state/<environment>/<slug>/`, so that a policy can let each tenant's
 * login touch its own and nothing else. All writes are conditional; the store is probed before the first lease, and
 * refused where it does not keep to conditions (a bucket with versions, for one).
 */
export class S3Store implements StateStore {
  readonly #options: S3StoreOptions;
  readonly #objects = new Map<string, Promise<ConditionalObjects>>();
  readonly #held = new WeakMap<Lease, Held>();
  #probed: Promise<void> | undefined;

  constructor(options: S3StoreOptions) {
    this.#options = options;
  }

  async read(tenant: string): Promise<TenantState | undefined> {
    // Another tenant's state is none to a tenant's login.
    if (this.#options.known?.includes(tenant) === false && tenant !== platformSlug) return undefined;
    return (await readS3State(await this.#open(tenant), this.#place(tenant))).state;
  }

  async tenants(): Promise<readonly string[]> {
    const { known, environment } = this.#options;
    const slugs = known ?? (await (await this.#open(platformSlug)).folders(`akili-state/${environment}/`));
    const candidates = slugs.filter(isStateSlug);
    const found: string[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < candidates.length) {
        const slug = candidates[next++] as string;
        const objects = await this.#open(known === undefined ? platformSlug : slug);
        if ((await readS3State(objects, this.#place(slug))).state !== undefined) found.push(slug);
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    return found.sort();
  }

  async write(state: TenantState, lease: Lease): Promise<void> {
    await this.#heldBy(state.tenant, lease).state.write(state);
  }

  async lease(
    tenant: string,
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<Lease> {
    const objects = await this.#open(tenant);
    const prefix = this.#prefix(tenant);
    const options = this.#leaseOptions(tenant, timeoutMs, signal);
    this.#probed ??= probeConditions(objects, prefix);
    await this.#probed.catch((error: unknown) => {
      this.#probed = undefined;
      throw error;
    });
    return await this.#fenced(tenant, objects, await takeS3Lease(objects, options));
  }

  async holder(tenant: string): Promise<LeaseHolder | undefined> {
    const { key, ttlMs } = this.#leaseOptions(tenant);
    return await s3LeaseHolder(await this.#open(tenant), key, ttlMs);
  }

  async unlock(tenant: string, token: number): Promise<boolean> {
    const objects = await this.#open(tenant);
    const taken = await takeOverS3Lease(objects, token, this.#leaseOptions(tenant));
    if (taken === undefined) return false;
    await (await this.#fenced(tenant, objects, taken)).release();
    return true;
  }

  async append(tenant: string, entry: JournalEntry, lease: Lease): Promise<void> {
    // Nothing is awaited before the entry is handed over: entries keep the order in which they are given.
    await this.#heldBy(tenant, lease).journal.append(entry);
  }

  async journal(tenant: string): Promise<readonly JournalEntry[]> {
    return await readS3Journal(await this.#open(tenant), this.#prefix(tenant));
  }

  async close(): Promise<void> {
    for (const objects of this.#objects.values()) await objects.then((one) => one.close()).catch(() => undefined);
    this.#objects.clear();
  }

  /** State and journal are closed to whoever had a lease before, so that this one can be relied on. */
  async #fenced(tenant: string, objects: ConditionalObjects, taken: S3Lease): Promise<Lease> {
    try {
      const state = await S3State.open(objects, this.#place(tenant), taken.token);
      const journal = await S3Journal.open(objects, this.#prefix(tenant), taken.token);
      const lease: Lease = { token: taken.token, release: () => taken.release() };
      this.#held.set(lease, { lease: taken, state, journal });
      return lease;
    } catch (error) {
      await taken.release().catch(() => undefined);
      throw error;
    }
  }

  #leaseOptions(tenant: string, timeoutMs = 0, signal = new AbortController().signal): S3LeaseOptions {
    const { leaseTtlMs: ttlMs = 60_000, holder = `${hostname()}, process ${process.pid}` } = this.#options;
    const key = `${this.#prefix(tenant)}lease.json`;
    return { key, what: `the state of ${tenant}`, holder, ttlMs, timeoutMs, signal };
  }

  #heldBy(tenant: string, lease: Lease): Held {
    const held = this.#held.get(lease);
    if (held === undefined) throw new LockedError(`the lease of ${tenant} is not one of this store`);
    held.lease.assertHeld();
    return held;
  }

  #open(tenant: string): Promise<ConditionalObjects> {
    let objects = this.#objects.get(tenant);
    if (objects === undefined) {
      objects = this.#options.objects(assertSlug(tenant));
      this.#objects.set(tenant, objects);
      objects.catch(() => this.#objects.delete(tenant));
    }
    return objects;
  }

  #prefix(tenant: string): string {
    return `akili-state/${this.#options.environment}/${assertSlug(tenant)}/`;
  }

  #place(tenant: string): S3StatePlace {
    return { key: `${this.#prefix(tenant)}state.json`, environment: this.#options.environment, tenant };
  }
}
