import type { Change, Plan, PlanSummary } from '@akili/plan';
import { changesByTenant } from './changes-by-tenant.ts';
import { diagnosticsMarkdown } from './diagnostics-markdown.ts';
import { codeSpan, escapeMarkdown, fence } from './escape-markdown.ts';
import { markdownTable } from './markdown-table.ts';
import { driftWords, isEmptyPlan, signs, summaryWords } from './plan-words.ts';
import { queryWords, reachedWords } from './query-words.ts';

/** A plan for a pull request or a job's summary: a table of sums, then each tenant's changes folded away. */
export function* planMarkdown(plan: Plan, title: 'Plan for' | 'Drift in'): Iterable<string> {
  yield `## ${title} ${codeSpan(plan.environment)}: ${summaryWords(plan.summary)}\n\n`;
  if (plan.basis === 'offline') yield 'Compared with the base commit; the engines were not asked.\n\n';
  yield `Isolation: ${plan.isolation.holds ? 'proved' : '**VIOLATED**'}.\n\n`;
  yield* diagnosticsMarkdown([...plan.isolation.violations, ...plan.diagnostics]);
  yield markdownTable(
    ['Tenant', 'Create', 'Update', 'Replace', 'Delete', 'Unchanged'],
    plan.tenants.map((tenant) => [codeSpan(tenant.tenant), ...counts(tenant.summary)]),
  );
  if (isEmptyPlan(plan)) return;
  for (const [tenant, changes] of changesByTenant(plan.changes)) {
    yield `<details><summary>${escapeMarkdown(tenant)}: ${changes.length}</summary>\n\n`;
    yield `${fence('diff', changes.flatMap(changeLines))}\n\n</details>\n\n`;
  }
}

function counts(summary: PlanSummary): readonly string[] {
  return [summary.create, summary.update, summary.replace, summary.delete, summary.unchanged].map(String);
}

/** `diff` colours lines that start with `+`, `-` or `!`, so updates and replacements get the `!`. */
function changeLines(change: Change): readonly string[] {
  const mark = change.op === 'create' ? '+' : change.op === 'delete' ? '-' : `! ${signs[change.op]}`;
  const drift = change.class === undefined ? '' : `; ${change.class}: ${driftWords[change.class]}`;
  const risk = change.risk === 'safe' ? '' : ` [${change.risk}]`;
  return [
    `${mark} ${change.address}${risk}`,
    `    ${change.reason}${drift}`,
    ...queryMarkdown(change),
    ...change.steps.map((step) => `    > ${step.summary}`),
  ];
}

/** How the product's query changes; lines of a `diff` fence, so nothing in them is Markdown. */
function queryMarkdown({ query }: Change): readonly string[] {
  if (query === undefined) return [];
  const { class: name, reasons, reaches } = query;
  return [
    `    query: ${name}, ${queryWords[name]}`,
    ...reasons.map(({ message }) => `      - ${message}`),
    ...reaches.map((one) => `      reaches ${reachedWords(one)}`),
  ];
}
