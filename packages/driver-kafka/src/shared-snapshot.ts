import type { Snapshot } from './snapshot.ts';

/** Longer ago than this (ms) is not now: whoever asks then is read to anew. */
const freshFor = 2_000;

/**
 * Shares one reading of the cluster among tenants. Each tenant is served by a reading once: whoever asks again wants to
 * know what holds now. A change by this process, a failure and age end a reading, too.
 */
export class SharedSnapshot {
  readonly #read: () => Promise<Snapshot>;
  readonly #now: () => number;
  #current: { readonly snapshot: Promise<Snapshot>; readonly at: number; readonly served: Set<string> } | undefined;

  constructor(read: () => Promise<Snapshot>, now: () => number) {
    this.#read = read;
    this.#now = now;
  }

  async for(slug: string): Promise<Snapshot> {
    const current = this.#current;
    const usable = current !== undefined && !current.served.has(slug) && this.#now() - current.at < freshFor;
    const used = usable ? current : { snapshot: this.#read(), at: this.#now(), served: new Set<string>() };
    this.#current = used;
    used.served.add(slug);
    try {
      return await used.snapshot;
    } catch (error) {
      if (this.#current === used) this.#current = undefined;
      throw error;
    }
  }

  outdated(): void {
    this.#current = undefined;
  }
}
