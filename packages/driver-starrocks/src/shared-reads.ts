import { EngineError } from '@akili/resource';
import { groupQueries, sharedQueries } from './inventory-queries.ts';
import { kinds } from './kinds.ts';
import type { Link, Row } from './link.ts';
import { selectGrants } from './read-outsiders.ts';
import { readResourceGroups } from './read-resource-groups.ts';
import type { ResourceGroupValue } from './resource-group.ts';

type Queries = keyof typeof sharedQueries;

/** What one plan reads once for all its tenants. */
export interface SharedReads extends Readonly<Record<Queries, readonly Row[]>> {
  readonly groups: ReadonlyMap<string, ResourceGroupValue>;
  readonly grants: { readonly [key in keyof typeof selectGrants]: readonly Row[] };
}

export async function readShared(link: Link, signal: AbortSignal): Promise<SharedReads> {
  const rows: Partial<Record<Queries, readonly Row[]>> = {};
  for (const key of Object.keys(sharedQueries) as Queries[]) rows[key] = await link.query(sharedQueries[key], signal);
  return {
    ...(rows as Record<Queries, readonly Row[]>),
    groups: readResourceGroups(await readGroups(link, signal)),
    grants: {
      roles: await link.query(selectGrants.roles, signal),
      users: await link.query(selectGrants.users, signal),
      public: await link.query(selectGrants.public, signal),
    },
  };
}

/** Kinds that only an administrator of the engine sees, or sees whole: roles and grants, and who reaches a catalog. */
export const unreadByTenants: readonly string[] = [
  kinds.role,
  kinds.user,
  kinds.resourceGroup,
  kinds.grants,
  kinds.access,
  kinds.catalog,
];

/** What a tenant's own login can see of it. */
export async function readVisible(link: Link, signal: AbortSignal): Promise<SharedReads> {
  return {
    catalogs: await link.query(sharedQueries.catalogs, signal),
    databases: await link.query(sharedQueries.databases, signal),
    tables: await link.query(sharedQueries.tables, signal),
    views: await link.query(sharedQueries.views, signal),
    roles: [],
    users: [],
    edges: [],
    groups: new Map(),
    grants: { roles: [], users: [], public: [] },
  };
}

async function readGroups(link: Link, signal: AbortSignal): Promise<readonly Row[]> {
  try {
    return await link.query(groupQueries[0], signal);
  } catch (error) {
    if (!(error instanceof EngineError) || error.retryable) throw error;
    return await link.query(groupQueries[1], signal);
  }
}

/**
 * Shared reads of a connection. A tenant that is read again, or a step that ran, begins a new round: what was read
 * before it no longer counts.
 */
export class SharedRounds {
  readonly #read: (signal: AbortSignal) => Promise<SharedReads>;
  #round: { readonly reads: Promise<SharedReads>; readonly served: Set<string> } | undefined;

  constructor(read: (signal: AbortSignal) => Promise<SharedReads>) {
    this.#read = read;
  }

  of(slug: string, signal: AbortSignal): Promise<SharedReads> {
    if (this.#round === undefined || this.#round.served.has(slug)) {
      const round = { reads: this.#read(signal), served: new Set<string>() };
      this.#round = round;
      // One that failed is nobody's answer but of those who wait for it.
      round.reads.catch(() => {
        if (this.#round === round) this.#round = undefined;
      });
    }
    this.#round.served.add(slug);
    return this.#round.reads;
  }

  forget(): void {
    this.#round = undefined;
  }
}
