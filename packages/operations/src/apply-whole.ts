import { hasErrors } from '@akili/diagnostics';
import { plan as makePlan, refusalExitCode } from '@akili/plan';
import { carryOutPlan } from './carry-out-plan.ts';
import { livePlanInput } from './live-plan-input.ts';
import { openEnvironment, type WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { Stopped } from './stopped.ts';

/**
 * Plans a tenant and carries the plan out, with engines that are opened for it: secrets may have changed since the last
 * time. Answers how many changes there were; `dryRun` only counts them. Ends the operation where a step fails.
 */
export async function applyWhole(
  whole: WholeRepository,
  slug: string,
  lockTimeoutMs: number,
  host: OperationHost,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<number> {
  const scope = { tenants: [slug] };
  const open = await openEnvironment(whole, { lockTimeoutMs, scope }, host);
  try {
    const request = { scope, allowDestroy: [], commit: null, diagnostics: [] };
    const planNow = async () => makePlan(await livePlanInput(whole, open, request, host));
    const planned = await planNow();
    const { plan } = planned;
    const said = [...plan.diagnostics, ...plan.isolation.violations];
    if (hasErrors(said)) throw new Stopped({ diagnostics: said }, refusalExitCode(said));
    if (dryRun || plan.changes.length === 0) return plan.changes.length;
    const none = { resumed: new Set<string>(), begun: new Set<string>(), done: new Set<string>(), strictCommit: false };
    const carried = {
      ...{ planned, resume: false, leaseTimeoutMs: lockTimeoutMs, snapshot: whole.snapshot },
      current: async () => ({ ...none, plan: (await planNow()).plan }),
    };
    const { document, exitCode } = await carryOutPlan(plan, open, carried, host, () => undefined);
    if (exitCode === 0) return plan.changes.length;
    const failed = document.kind === 'apply' ? document.report.steps.flatMap(({ diagnostic }) => diagnostic ?? []) : [];
    const general = document.kind === 'apply' ? (document.report.diagnostics ?? []) : [];
    const other = document.kind === 'validation' ? document.diagnostics : [];
    throw new Stopped({ diagnostics: [...failed, ...general, ...other] }, exitCode);
  } finally {
    await open.close();
  }
}
