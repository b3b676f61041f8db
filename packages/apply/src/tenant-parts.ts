import type { Change, Plan } from '@akili/plan';
import type { Address, StateRecord } from '@akili/resource';
import type { ApplyDeps } from './apply-deps.ts';

/** What of an apply belongs to one tenant. */
export interface TenantParts {
  readonly changes: readonly Change[];
  readonly records: readonly StateRecord[];
  readonly gone: readonly Address[];
}

/** Sorts everything by tenant once, so that asking for each tenant costs nothing. */
export function tenantParts(plan: Plan, { records, gone }: ApplyDeps): (tenant: string) => TenantParts {
  const changes = group(plan.changes, ({ tenant }) => tenant);
  const recordsOf = group(records.values(), ({ address }) => tenantOf(address));
  const goneOf = group(gone, tenantOf);
  return (tenant) => ({
    changes: changes.get(tenant) ?? [],
    records: recordsOf.get(tenant) ?? [],
    gone: goneOf.get(tenant) ?? [],
  });
}

function group<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const list = groups.get(keyOf(item));
    if (list === undefined) groups.set(keyOf(item), [item]);
    else list.push(item);
  }
  return groups;
}

const tenantOf = (address: Address): string => address.slice(0, address.indexOf('/'));
