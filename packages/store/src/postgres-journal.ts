import type { Transaction } from '@akili/client-postgres';
import type { JournalEntry, Lease } from '@akili/resource';
import type { StoreSession } from './postgres-store.ts';
import { journalTable } from './postgres-tables.ts';

export interface PostgresJournalOptions {
  readonly environment: string;
  readonly tenant: string;
  readonly session: () => Promise<StoreSession>;
  /** Throws LockedError where the lease is no longer held. */
  readonly assertHeld: (transaction: Transaction, lease: Lease) => Promise<void>;
}

interface Waiting {
  readonly entry: JournalEntry;
  readonly lease: Lease;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** The journal of one tenant. Entries that come while one is written are written together, in the order they came. */
export class PostgresJournal {
  readonly #options: PostgresJournalOptions;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(options: PostgresJournalOptions) {
    this.#options = options;
  }

  /** Resolves once the entry is committed. */
  append(entry: JournalEntry, lease: Lease): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ entry, lease, done, failed });
      if (!this.#writing) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const { lease } = this.#waiting[0] as Waiting;
      const other = this.#waiting.findIndex((one) => one.lease !== lease);
      const batch = this.#waiting.splice(0, other === -1 ? this.#waiting.length : other);
      try {
        await this.#write(batch, lease);
        for (const one of batch) one.done();
      } catch (error) {
        for (const one of batch) one.failed(error);
      }
    }
    this.#writing = false;
  }

  async #write(batch: readonly Waiting[], lease: Lease): Promise<void> {
    const { environment, tenant, session, assertHeld } = this.#options;
    const { database, role } = await session();
    await database.transaction(role, async (transaction) => {
      await assertHeld(transaction, lease);
      const entries = batch.map(({ entry }) => entry);
      const from = await this.#newPlan(transaction, entries);
      // Entries before the one that begins another plan would be gone at once.
      if (from !== undefined)
        await transaction.query(`DELETE FROM ${journalTable} WHERE environment = $1 AND tenant = $2`, [
          environment,
          tenant,
        ]);
      await transaction.query(
        `INSERT INTO ${journalTable} (environment, tenant, entry)
         SELECT $1, $2, entry FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS e(entry, position) ORDER BY position`,
        [environment, tenant, JSON.stringify(entries.slice(from ?? 0))],
      );
    });
  }

  /** The place of the last entry that begins another plan than the one before; undefined where none does. */
  async #newPlan(transaction: Transaction, entries: readonly JournalEntry[]): Promise<number | undefined> {
    if (!entries.some(({ event }) => event === 'begin')) return undefined;
    const { environment, tenant } = this.#options;
    const [row] = await transaction.query<{ plan: string }>(
      `SELECT entry->>'planDigest' AS plan FROM ${journalTable}
       WHERE environment = $1 AND tenant = $2 AND entry->>'event' = 'begin' ORDER BY position DESC LIMIT 1`,
      [environment, tenant],
    );
    let plan = row?.plan;
    let from: number | undefined;
    for (const [index, entry] of entries.entries()) {
      if (entry.event !== 'begin') continue;
      if (entry.planDigest !== plan) from = index;
      plan = entry.planDigest;
    }
    return from;
  }
}
