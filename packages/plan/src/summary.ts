import type { Change, PlanSummary } from './document.ts';

/** Counts changes by what happens; what a drift finds without a mark is nobody's to change and is not counted. */
export function summarise(changes: readonly Change[], unchanged: number): PlanSummary {
  const summary = { create: 0, update: 0, replace: 0, delete: 0, unchanged };
  for (const change of changes) if (change.steps.length > 0) summary[change.op] += 1;
  return summary;
}

/** The sum of several tenants. */
export function addSummaries(summaries: readonly PlanSummary[]): PlanSummary {
  const sum = { create: 0, update: 0, replace: 0, delete: 0, unchanged: 0 };
  for (const one of summaries)
    for (const key of ['create', 'update', 'replace', 'delete', 'unchanged'] as const) sum[key] += one[key];
  return sum;
}
