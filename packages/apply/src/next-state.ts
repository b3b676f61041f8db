import { canonicalJson } from '@akili/model';
import type { Change, PlannedTenant } from '@akili/plan';
import { byAddress } from '@akili/resource';
import type { Address, StateRecord, TenantState } from '@akili/resource';

/** What a state is made from; everything of one tenant only. */
export interface StateInput {
  readonly environment: string;
  readonly changes: readonly Change[];
  readonly records: readonly StateRecord[];
  readonly gone: readonly Address[];
  /** Ids of all steps that have succeeded, in this run or before it. */
  readonly done: ReadonlySet<string>;
}

/**
 * The state of a tenant after a run: what was changed wholly or is unchanged stands as declared now, what was only
 * begun keeps its old record, what was deleted goes. The serial grows by one.
 */
export function nextState(tenant: PlannedTenant, before: TenantState | undefined, input: StateInput): TenantState {
  const { environment, changes, records, gone, done } = input;
  const next = new Map((before?.resources ?? []).map((record) => [record.address, record]));
  for (const address of gone) next.delete(address);
  const unfinished = new Set<Address>();
  for (const { address, op, steps } of changes) {
    if (!steps.every(({ id }) => done.has(id))) unfinished.add(address);
    else if (op === 'delete') next.delete(address);
  }
  for (const record of records) if (!unfinished.has(record.address)) next.set(record.address, record);
  const isDestroyed = tenant.status === 'destroyed' && unfinished.size > 0;
  return {
    formatVersion: 1,
    environment,
    tenant: tenant.tenant,
    tenantId: tenant.tenantId,
    serial: (before?.serial ?? 0) + 1,
    status: isDestroyed ? (before?.status ?? 'active') : tenant.status,
    resources: [...next.values()].toSorted(byAddress),
  };
}

/** True when the two say the same, whatever their serial; a tenant without a state is active and has nothing. */
export function sameState(before: TenantState | undefined, after: TenantState): boolean {
  const { serial: _serial, ...now } = after;
  const { serial: _old, ...then } = before ?? { ...after, status: 'active' as const, resources: [] };
  return canonicalJson(now) === canonicalJson(then);
}
