import { readPolicy } from './bucket-policy.ts';
import type { LifecycleRule, ObjectStore } from './object-store.ts';
import type { LiveStatement } from './statement.ts';

/** The documents of the bucket that hold something of every tenant. */
export interface SharedDocuments {
  readonly statements: readonly LiveStatement[];
  readonly rules: readonly LifecycleRule[];
}

/**
 * Reads the shared documents once for all tenants of a round of inventories. Each owner is served once from one
 * reading; whoever asks again begins a new round, so that nobody is shown what it has seen before.
 */
export class SharedReading {
  #current: Promise<SharedDocuments> | undefined;
  readonly #served = new Set<string>();

  read(owner: string, store: ObjectStore, signal: AbortSignal): Promise<SharedDocuments> {
    if (this.#current === undefined || this.#served.has(owner)) {
      this.forget();
      const reading = readBoth(store, signal);
      this.#current = reading;
      reading.catch(() => this.forget());
    }
    this.#served.add(owner);
    return this.#current as Promise<SharedDocuments>;
  }

  /** After a write: what was read counts no more. */
  forget(): void {
    this.#current = undefined;
    this.#served.clear();
  }
}

async function readBoth(store: ObjectStore, signal: AbortSignal): Promise<SharedDocuments> {
  const [policy, rules] = await Promise.all([store.policy(signal), store.lifecycle(signal)]);
  return { statements: readPolicy(policy), rules };
}
