import { EngineError, LockedError, platformSlug } from '@akili/resource';
import type { Lease, StateStore } from '@akili/resource';
import { LeaseRefused } from './lease-refused.ts';

/** Leases of several tenants, held together. */
export interface HeldLeases {
  readonly of: ReadonlyMap<string, Lease>;
  release(): Promise<void>;
}

/**
 * Takes the leases of all tenants, the platform's first and then by name: two applies that take the same ones wait
 * for each other and never in a circle. When one cannot be had, none is kept and LeaseRefused is thrown.
 */
export async function holdLeases(
  store: StateStore,
  tenants: readonly string[],
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<HeldLeases> {
  const held = new Map<string, Lease>();
  const release = async (): Promise<void> => {
    for (const lease of [...held.values()].reverse())
      await lease.release().catch((error: unknown) => {
        // A store that is gone frees it when its time is up.
        if (!(error instanceof EngineError)) throw error;
      });
  };
  const rank = (tenant: string): string => (tenant === platformSlug ? '' : tenant);
  try {
    for (const tenant of tenants.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)))
      held.set(tenant, await leaseOf(store, tenant, options));
  } catch (error) {
    await release();
    throw error;
  }
  return { of: held, release };
}

async function leaseOf(store: StateStore, tenant: string, options: Parameters<StateStore['lease']>[1]): Promise<Lease> {
  try {
    return await store.lease(tenant, options);
  } catch (error) {
    throw error instanceof LockedError ? new LeaseRefused(tenant, error) : error;
  }
}
