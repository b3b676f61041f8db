import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresError, type Database, type Transaction } from '@akili/client-postgres';
import { EngineError, LockedError } from '@akili/resource';
import type { JournalEntry, Lease, LeaseHolder, StateStore, TenantState } from '@akili/resource';
import { PostgresJournal } from './postgres-journal.ts';
import { grantAccess } from './postgres-access.ts';
import { journalTable, leaseTable, makeTables, stateTable } from './postgres-tables.ts';
import { assertSlug, readState } from './read-state.ts';

/** How a store reaches the rows of a tenant. */
export interface StoreSession {
  readonly database: Database;
  /** The tenant's owner, whom its login acts as; undefined: the platform's own login, or the embedded engine. */
  readonly role: string | undefined;
}

export interface PostgresStoreOptions {
  readonly environment: string;
  /** With the credential of the stage: the platform's for everybody, or each tenant's own. Opened once, closed with the store. */
  readonly session: (tenant: string) => Promise<StoreSession>;
  /** True with the platform's login, which makes the tables and lets tenants in. */
  readonly platform: boolean;
  /** Tenants whose rows can be seen, where each has its own login; with the platform's all are. */
  readonly known?: readonly string[];
  /** Closes what `session` opened. */
  readonly close?: () => Promise<void>;
}

/** A lease that nobody renews is free after this long: its process died. */
const leaseSeconds = 30;
const renewEveryMs = 8_000;
const askAgainMs = 100;
/** Parts who has a lease from since when, by the server's clock. */
const sinceWord = ' since ';

const told = `$4::text || to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** SQLSTATEs of a store that is not there, or not open to this login: it reads as empty. */
const nothingThere: ReadonlySet<string | undefined> = new Set(['42P01', '3F000', '42501']);

/**
 * State, journal and leases as rows of a PostgreSQL, under row security: a tenant's login reaches its own rows only. A
 * lease is a row that says until when, by the server's clock; its token is asked for in the transaction of each write,
 * so that whoever was overtaken writes nothing.
 */
export class PostgresStore implements StateStore {
  readonly #options: PostgresStoreOptions;
  /** Told apart from every other process, and from other stores of this one. */
  readonly #self = randomUUID();
  readonly #renewals = new Map<Lease, NodeJS.Timeout>();
  readonly #journals = new Map<string, PostgresJournal>();

  constructor(options: PostgresStoreOptions) {
    this.#options = options;
  }

  async read(tenant: string): Promise<TenantState | undefined> {
    assertSlug(tenant);
    const rows = await this.#seen(tenant, (transaction) =>
      transaction.query<{ state: unknown }>(`SELECT state FROM ${stateTable} WHERE environment = $1 AND tenant = $2`, [
        this.#options.environment,
        tenant,
      ]),
    );
    return rows?.[0] === undefined ? undefined : this.#checked(JSON.stringify(rows[0].state), tenant);
  }

  async tenants(): Promise<readonly string[]> {
    const { known = [], platform, environment } = this.#options;
    const found = new Set<string>();
    for (const tenant of platform ? ['platform'] : known) {
      const rows = await this.#seen(tenant, (transaction) =>
        transaction.query<{ tenant: string }>(`SELECT tenant FROM ${stateTable} WHERE environment = $1`, [environment]),
      );
      for (const row of rows ?? []) found.add(row.tenant);
    }
    return [...found].sort();
  }

  async readAll(): Promise<ReadonlyMap<string, TenantState> | undefined> {
    const { platform, environment } = this.#options;
    if (!platform) return undefined;
    const rows = await this.#seen('platform', (transaction) =>
      transaction.query<{ tenant: string; state: unknown }>(
        `SELECT tenant, state FROM ${stateTable} WHERE environment = $1`,
        [environment],
      ),
    );
    const all = (rows ?? []).map(
      ({ tenant, state }) => [tenant, this.#checked(JSON.stringify(state), tenant)] as const,
    );
    return new Map(all);
  }

  async write(state: TenantState, lease: Lease): Promise<void> {
    const { tenant, serial, tenantId } = state;
    const { environment } = this.#options;
    const text = JSON.stringify(state);
    this.#checked(text, tenant);
    const { database, role } = await this.#options.session(tenant);
    await database.transaction(role, async (transaction) => {
      await this.#assertHeld(transaction, tenant, lease);
      const [row] = await transaction.query<{ serial: string }>(
        `SELECT serial FROM ${stateTable} WHERE environment = $1 AND tenant = $2 FOR UPDATE`,
        [environment, tenant],
      );
      const stored = Number(row?.serial ?? 0);
      if (stored !== serial - 1)
        throw new LockedError(`the state of ${tenant} is at serial ${stored}, so serial ${serial} cannot follow`);
      await transaction.query(
        `INSERT INTO ${stateTable} AS s (environment, tenant, tenant_id, serial, state) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (environment, tenant) DO UPDATE SET tenant_id = $3, serial = $4, state = $5`,
        [environment, tenant, tenantId, serial, text],
      );
    });
  }

  async lease(
    tenant: string,
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  ): Promise<Lease> {
    assertSlug(tenant);
    const session = await this.#options.session(tenant);
    if (this.#options.platform) await makeTables(session.database);
    const until = performance.now() + timeoutMs;
    for (;;) {
      signal.throwIfAborted();
      const answer = await this.#ask(session, tenant);
      if ('token' in answer) return this.#held(session, tenant, answer.token);
      if (performance.now() >= until) throw new LockedError(`the state of ${tenant} is leased`, answer.holder);
      await sleep(askAgainMs, undefined, { signal });
    }
  }

  async holder(tenant: string): Promise<LeaseHolder | undefined> {
    assertSlug(tenant);
    const rows = await this.#seen(tenant, (transaction) =>
      transaction.query<{ token: string; told: string | null }>(
        `SELECT token, told FROM ${leaseTable}
         WHERE environment = $1 AND tenant = $2 AND holder IS NOT NULL AND until >= clock_timestamp()`,
        [this.#options.environment, tenant],
      ),
    );
    const row = rows?.[0];
    if (row === undefined) return undefined;
    const [holder = '', since] = (row.told ?? 'another process').split(sinceWord);
    return { token: Number(row.token), holder, since };
  }

  async unlock(tenant: string, token: number): Promise<boolean> {
    assertSlug(tenant);
    const { database, role } = await this.#options.session(tenant);
    // Waits for a write that is under way: it shares the row until it is committed.
    const rows = await database.transaction(role, (transaction) =>
      transaction.query(
        `UPDATE ${leaseTable} SET token = token + 1, holder = NULL
         WHERE environment = $1 AND tenant = $2 AND token = $3 AND holder IS NOT NULL RETURNING token`,
        [this.#options.environment, tenant, token],
      ),
    );
    return rows.length > 0;
  }

  append(tenant: string, entry: JournalEntry, lease: Lease): Promise<void> {
    return this.#journal(tenant).append(entry, lease);
  }

  async journal(tenant: string): Promise<readonly JournalEntry[]> {
    assertSlug(tenant);
    const rows = await this.#seen(tenant, (transaction) =>
      transaction.query<{ entry: JournalEntry }>(
        `SELECT entry FROM ${journalTable} WHERE environment = $1 AND tenant = $2 ORDER BY position`,
        [this.#options.environment, tenant],
      ),
    );
    return (rows ?? []).map(({ entry }) => entry);
  }

  async close(): Promise<void> {
    for (const timer of this.#renewals.values()) clearInterval(timer);
    this.#renewals.clear();
    await this.#options.close?.();
  }

  #checked(text: string, tenant: string): TenantState {
    const { environment } = this.#options;
    return readState(text, { file: `${stateTable} (${environment}, ${tenant})`, tenant, environment });
  }

  /** What a tenant's session sees; undefined where the store is not there, or not open to it yet. */
  async #seen<T>(tenant: string, look: (transaction: Transaction) => Promise<T>): Promise<T | undefined> {
    const { database, role } = await this.#options.session(tenant);
    try {
      return await database.transaction(role, look, { readOnly: true });
    } catch (error) {
      if (error instanceof PostgresError && nothingThere.has(error.sqlState)) return undefined;
      throw error;
    }
  }

  /** One try at the lease: the next token, or who has it. */
  async #ask(
    { database, role }: StoreSession,
    tenant: string,
  ): Promise<{ readonly token: number } | { readonly holder: string }> {
    const key = [this.#options.environment, tenant];
    try {
      return await database.transaction(role, async (transaction) => {
        const [taken] = await transaction.query<{ token: string }>(
          `INSERT INTO ${leaseTable} AS l (environment, tenant, token, holder, told, until)
           VALUES ($1, $2, 1, $3, ${told}, clock_timestamp() + make_interval(secs => $5))
           ON CONFLICT (environment, tenant) DO UPDATE
             SET token = l.token + 1, holder = $3, told = ${told}, until = clock_timestamp() + make_interval(secs => $5)
             WHERE l.holder IS NULL OR l.until < clock_timestamp()
           RETURNING token`,
          [...key, this.#self, `${hostname()} (process ${process.pid})${sinceWord}`, leaseSeconds],
        );
        if (taken !== undefined) return { token: Number(taken.token) };
        const [other] = await transaction.query<{ told: string | null }>(
          `SELECT told FROM ${leaseTable} WHERE environment = $1 AND tenant = $2`,
          key,
        );
        return { holder: other?.told ?? 'another process' };
      });
    } catch (error) {
      if (error instanceof PostgresError && nothingThere.has(error.sqlState))
        throw new EngineError(`the state of ${tenant} is not open to its login yet: apply the platform's stage first`);
      throw error;
    }
  }

  #held(session: StoreSession, tenant: string, token: number): Lease {
    const mine = [this.#options.environment, tenant, token, this.#self];
    const condition = 'environment = $1 AND tenant = $2 AND token = $3 AND holder = $4';
    const renew = (): void =>
      void session.database
        .transaction(session.role, (transaction) =>
          transaction.query(
            `UPDATE ${leaseTable} SET until = clock_timestamp() + make_interval(secs => $5) WHERE ${condition}`,
            [...mine, leaseSeconds],
          ),
        )
        // A lease that is lost is seen by the next write.
        .catch(() => undefined);
    const lease: Lease = {
      token,
      release: async () => {
        clearInterval(this.#renewals.get(lease));
        this.#renewals.delete(lease);
        await session.database.transaction(session.role, (transaction) =>
          transaction.query(`UPDATE ${leaseTable} SET holder = NULL WHERE ${condition}`, mine),
        );
        if (this.#options.platform) await this.#letIn(session.database, tenant);
      },
    };
    this.#renewals.set(lease, setInterval(renew, renewEveryMs).unref());
    return lease;
  }

  /** The tenant's role may be there only now. */
  async #letIn(database: Database, slug: string): Promise<void> {
    const id = (await this.read(slug))?.tenantId;
    if (id !== undefined && slug !== 'platform') await grantAccess(database, { slug, id });
  }

  #journal(tenant: string): PostgresJournal {
    const known = this.#journals.get(tenant);
    if (known !== undefined) return known;
    const journal = new PostgresJournal({
      environment: this.#options.environment,
      tenant: assertSlug(tenant),
      session: () => this.#options.session(tenant),
      assertHeld: (transaction, lease) => this.#assertHeld(transaction, tenant, lease),
    });
    this.#journals.set(tenant, journal);
    return journal;
  }

  /** In the transaction of a write: nobody can take the lease over before it ends. */
  async #assertHeld(transaction: Transaction, tenant: string, lease: Lease): Promise<void> {
    const [row] = await transaction.query(
      `SELECT FROM ${leaseTable} WHERE environment = $1 AND tenant = $2 AND token = $3 AND holder = $4 FOR SHARE`,
      [this.#options.environment, tenant, lease.token, this.#self],
    );
    if (row === undefined) throw new LockedError(`the lease of ${tenant} was given back or taken over`);
  }
}
