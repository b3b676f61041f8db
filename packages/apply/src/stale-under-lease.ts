import { planStateMoved, stateOfAnotherTenant, located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import type { PlannedTenant } from '@akili/plan';
import type { TenantState } from '@akili/resource';
import type { FoldedJournal } from './fold-journal.ts';

/**
 * The last look at the state, with the lease held: nobody may have applied since the plan was made, unless it was
 * this very plan that is resumed; and the slug may not have got another owner.
 */
export function staleUnderLease(
  tenants: readonly PlannedTenant[],
  states: ReadonlyMap<string, TenantState | undefined>,
  journals: ReadonlyMap<string, FoldedJournal>,
): readonly Diagnostic[] {
  return tenants.flatMap(({ tenant, tenantId, stateSerial }) => {
    const state = states.get(tenant);
    if (state !== undefined && state.tenantId !== tenantId)
      return [located(stateOfAnotherTenant.at(undefined, { tenant, id: tenantId }, { tenant }), undefined)];
    const now = state?.serial ?? 0;
    if (now === stateSerial || journals.get(tenant)?.resumed) return [];
    return [located(planStateMoved.at(undefined, { tenant, planned: stateSerial, now }, { tenant }), undefined)];
  });
}
