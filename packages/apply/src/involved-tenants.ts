import type { Plan, PlannedTenant } from '@akili/plan';
import type { ApplyDeps } from './apply-deps.ts';
import { isInStage } from './prepare.ts';
import { nextState, sameState } from './next-state.ts';
import type { TenantParts } from './tenant-parts.ts';

/** Tenants with steps in this stage, and those whose record is not as the plan leaves it: the others are let be. */
export async function involvedTenants(
  plan: Plan,
  deps: ApplyDeps,
  partsOf: (tenant: string) => TenantParts,
): Promise<readonly PlannedTenant[]> {
  const involved: PlannedTenant[] = [];
  for (const planned of plan.tenants) {
    const parts = partsOf(planned.tenant);
    const hasSteps = parts.changes.some(({ steps }) => steps.some((step) => isInStage(step, deps.stage)));
    if (hasSteps || (await isRecordOld(plan, planned, deps, parts))) involved.push(planned);
  }
  return involved;
}

async function isRecordOld(plan: Plan, planned: PlannedTenant, deps: ApplyDeps, parts: TenantParts): Promise<boolean> {
  const before = await deps.store.read(planned.tenant);
  const done = new Set<string>();
  return !sameState(before, nextState(planned, before, { environment: plan.environment, done, ...parts }));
}
