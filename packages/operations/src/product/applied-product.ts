import type { Tenant } from '@akili/model';
import type { JournalEntry, StateStore } from '@akili/resource';
import type { ReadForTenants } from '../change/find-tenant.ts';
import type { OperationHost } from '../operation-host.ts';
import { withStore } from '../tenant/read-states.ts';
import { digestText } from './desired-digests.ts';

/** What an environment has on record of a product. */
export interface AppliedProduct {
  readonly environment: string;
  /** As `desiredDigests` writes it; undefined where there is nothing on record, or it cannot be read. */
  readonly digests: string | undefined;
  /** When the last apply that touched the product ended its last step there; the record keeps one apply. */
  readonly at: string | undefined;
}

/** Looks a product up in the record of an environment. */
export async function appliedDigests(
  repository: ReadForTenants,
  tenant: Tenant,
  product: string,
  host: OperationHost,
): Promise<AppliedProduct> {
  const environment = repository.environment.name;
  const read = async (store: StateStore): Promise<AppliedProduct> => {
    const state = await store.read(tenant.slug);
    const resources = (state?.resources ?? []).filter((one) => one.product === product);
    if (resources.length === 0) return { environment, digests: undefined, at: undefined };
    const addresses = new Set<string>(resources.map(({ address }) => address));
    const at = lastStepAt(await store.journal(tenant.slug), addresses);
    return { environment, digests: digestText(resources), at };
  };
  const one = { ...repository, tenants: [tenant] };
  const stages = repository.environment.state.store === 'directory' ? [undefined] : [undefined, 'tenant' as const];
  for (const stage of stages) {
    const found = await withStore(one, stage, host, read);
    if ('environment' in found) return found;
  }
  return { environment, digests: undefined, at: undefined };
}

function lastStepAt(journal: readonly JournalEntry[], addresses: ReadonlySet<string>): string | undefined {
  const touched = journal.findLast(
    (entry) => entry.event === 'done' && addresses.has(entry.step.slice(0, entry.step.lastIndexOf('#'))),
  );
  return touched?.at;
}
