import type { DriftClass, Plan, PlanSummary } from '@akili/plan';
import type { Op } from '@akili/resource';

/** The sign in front of a change. */
export const signs: { readonly [op in Op]: string } = { create: '+', update: '~', delete: '-', replace: '±' };

/** What each class of drift means, in words. */
export const driftWords: { readonly [name in DriftClass]: string } = {
  missing: 'declared, but not there',
  changed: 'not as declared',
  orphaned: 'there and ours, but no longer declared',
  foreign: 'access that nobody declared',
};

/** `3 to create, 1 to update, 12 unchanged`; `no changes` where nothing differs. */
export function summaryWords(summary: PlanSummary): string {
  const parts = [
    [summary.create, 'to create'],
    [summary.update, 'to update'],
    [summary.replace, 'to replace'],
    [summary.delete, 'to delete'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return [...(said.length === 0 ? ['no changes'] : said), `${summary.unchanged} unchanged`].join(', ');
}

/** Whether the plan would do nothing at all. */
export function isEmptyPlan(plan: Plan): boolean {
  return plan.changes.length === 0;
}
