import { lawlessPlan, recordNotWritten, located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import type { Plan, PlannedTenant } from '@akili/plan';
import type { Lease, TenantState } from '@akili/resource';
import type { ApplyDeps } from './apply-deps.ts';
import { foldJournal, type FoldedJournal } from './fold-journal.ts';
import { holdLeases } from './hold-leases.ts';
import { involvedTenants } from './involved-tenants.ts';
import { nextState, sameState } from './next-state.ts';
import { isInStage, prepare } from './prepare.ts';
import type { ApplyReport } from './report.ts';
import { Run } from './run.ts';
import { staleUnderLease } from './stale-under-lease.ts';
import { tenantParts, type TenantParts } from './tenant-parts.ts';

/** One apply while its leases are held. */
interface Leased {
  readonly plan: Plan;
  readonly deps: ApplyDeps;
  readonly involved: readonly PlannedTenant[];
  readonly leases: ReadonlyMap<string, Lease>;
  readonly partsOf: (tenant: string) => TenantParts;
}

/**
 * Carries a plan out: leases, one last look, then step by step with a journal, then the state. A failed step stops
 * what depends on it and nothing else. When the signal is aborted no further step begins and everything is recorded.
 * Killed at any point, the next apply goes on. Throws LeaseRefused (a LockedError) when a tenant cannot be leased, and what `verify`
 * and the store throw before the first step; afterwards everything is in the report.
 */
export async function apply(plan: Plan, deps: ApplyDeps): Promise<ApplyReport> {
  const problem = lawless(plan);
  if (problem !== undefined) {
    const refused = located(lawlessPlan.at(undefined, { problem }), undefined);
    return nothing(plan, deps, [refused, ...plan.isolation.violations]);
  }
  const partsOf = tenantParts(plan, deps);
  const involved = await involvedTenants(plan, deps, partsOf);
  const { leaseTimeoutMs: timeoutMs, signal } = deps;
  const names = involved.map(({ tenant }) => tenant);
  const leases = await holdLeases(deps.store, names, { timeoutMs, signal });
  try {
    return await applyLeased({ plan, deps, involved, leases: leases.of, partsOf });
  } finally {
    await leases.release();
  }
}

async function applyLeased(leased: Leased): Promise<ApplyReport> {
  const { plan, deps, involved, leases } = leased;
  const states = new Map<string, TenantState | undefined>();
  const journals = new Map<string, FoldedJournal>();
  for (const { tenant } of involved) states.set(tenant, await deps.store.read(tenant));
  // Steps may wait for those of a tenant that has none in this stage: the bucket of the platform.
  if (deps.resume)
    for (const { tenant } of plan.tenants)
      journals.set(tenant, foldJournal(await deps.store.journal(tenant), plan.digest));
  const moved = [...staleUnderLease(involved, states, journals), ...((await deps.verify?.()) ?? [])];
  if (moved.some(({ severity }) => severity === 'error')) return nothing(plan, deps, moved);
  const done = new Set([...journals.values()].flatMap((journal) => [...journal.done]));
  const run = new Run(plan, deps, prepare(plan, deps, done), leases, done);
  await run.walk();
  return run.report([...moved, ...(await writeStates(leased, states, run))]);
}

/** A run that did something always moves the serial, even where the record says the same: older plans see it. */
async function writeStates(
  { plan, deps, involved, leases, partsOf }: Leased,
  states: ReadonlyMap<string, TenantState | undefined>,
  run: Run,
): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const planned of involved) {
    const { tenant } = planned;
    const before = states.get(tenant);
    const after = nextState(planned, before, { environment: plan.environment, done: run.done, ...partsOf(tenant) });
    try {
      if (run.hasBegun(tenant) || !sameState(before, after)) await deps.store.write(after, leases.get(tenant) as Lease);
      await run.end(tenant);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      found.push(located(recordNotWritten.at(undefined, { tenant, problem }, { tenant }), undefined));
    }
  }
  return found;
}

/** What a plan must not be, checked once more where the effects are. */
function lawless(plan: Plan): string | undefined {
  if (plan.basis !== 'live') return 'it was made without the engines';
  if (!plan.isolation.holds || plan.isolation.violations.length > 0) return 'its isolation does not hold';
  if (plan.diagnostics.some(({ severity }) => severity === 'error')) return 'it was refused when it was made';
  return undefined;
}

function nothing(plan: Plan, { stage }: ApplyDeps, diagnostics: readonly Diagnostic[]): ApplyReport {
  const steps = plan.changes
    .flatMap((change) => change.steps)
    .filter((step) => isInStage(step, stage))
    .map(({ id, address }) => ({ id, address, status: 'pending' as const, durationMs: 0 }));
  return {
    formatVersion: 1,
    planDigest: plan.digest,
    environment: plan.environment,
    summary: { applied: 0, failed: 0, pending: steps.length },
    steps,
    diagnostics,
  };
}
