import { FindingError } from '@akili/diagnostics';
import { EngineError, type StateStore, type TenantState } from '@akili/resource';
import type { ReadForTenants } from '../change/find-tenant.ts';
import type { OperationHost } from '../operation-host.ts';
import { secretsFor } from '../secrets.ts';
import { openStateStore } from '../state-store.ts';
import { Stopped } from '../stopped.ts';

/** What an environment has on record, or why that cannot be told. */
export type RecordedStates =
  | { readonly states: ReadonlyMap<string, TenantState>; readonly problem?: never }
  | { readonly states?: never; readonly problem: string };

/**
 * The records of tenants in the environment: with the platform's login where it is at hand, else with the tenants'
 * own. Nothing is locked and no engine but the one that keeps the state is reached; where that cannot be, the reason is
 * the answer, since what is declared can be told all the same.
 */
export async function readStates(repository: ReadForTenants, host: OperationHost): Promise<RecordedStates> {
  const first = await tryStates(repository, undefined, host);
  if (first.problem === undefined || repository.environment.state.store === 'directory') return first;
  const own = await tryStates(repository, 'tenant', host);
  return own.problem === undefined ? own : first;
}

async function tryStates(
  repository: ReadForTenants,
  stage: 'tenant' | undefined,
  host: OperationHost,
): Promise<RecordedStates> {
  return await withStore(repository, stage, host, async (store) => {
    const states = new Map<string, TenantState>();
    for (const { slug } of repository.tenants) {
      const state = await store.read(slug);
      if (state !== undefined) states.set(slug, state);
    }
    return { states };
  });
}

/** Opens the record of an environment for reading; what keeps it from being read is the answer then. */
export async function withStore<T>(
  { read, environment, tenants }: ReadForTenants,
  stage: 'tenant' | undefined,
  host: OperationHost,
  use: (store: StateStore) => Promise<T>,
): Promise<T | { readonly problem: string }> {
  try {
    host.progress({ phase: 'reading the records' });
    const secrets = secretsFor(read.repository.platform, host);
    const store = await openStateStore(environment, { secrets, stage, tenants }, host);
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof FindingError) return { problem: error.finding.message };
    if (error instanceof EngineError || error instanceof Stopped) return { problem: error.message };
    throw error;
  }
}
