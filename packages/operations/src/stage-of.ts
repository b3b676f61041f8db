import type { Plan, PlanSummary } from '@akili/plan';

/**
 * A plan as one stage sees it: the steps of that stage and the changes that have any, counted anew. A view: it has the
 * digest of the whole plan, and it is the whole plan that is saved and applied.
 */
export function stageOf(plan: Plan, stage: 'platform' | 'tenant'): Plan {
  const changes = plan.changes
    .map((change) => ({ ...change, steps: change.steps.filter(({ credential }) => credential === stage) }))
    .filter(({ steps }) => steps.length > 0);
  const count = (tenant: string | undefined, unchanged: number): PlanSummary => {
    const own = changes.filter((change) => tenant === undefined || change.tenant === tenant);
    const of = (op: string): number => own.filter((change) => change.op === op).length;
    return { create: of('create'), update: of('update'), replace: of('replace'), delete: of('delete'), unchanged };
  };
  return {
    ...plan,
    changes,
    credentials: plan.credentials.filter((one) => one.stage === undefined || one.stage === stage),
    tenants: plan.tenants.map((one) => ({ ...one, summary: count(one.tenant, one.summary.unchanged) })),
    summary: count(undefined, plan.summary.unchanged),
  };
}
