import type { Plan } from '@akili/plan';
import { changesText } from './changes-by-tenant.ts';
import type { RenderContext } from './document.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { isolationText } from './isolation-text.ts';
import { isEmptyPlan, summaryWords } from './plan-words.ts';
import { diagnosticsText } from './validation-text.ts';

/**
 * A plan for people: tenant by tenant, unchanged things only counted, sums at the end. `base` is what a plan without the
 * engines was compared with.
 */
export function* planText(plan: Plan, context: RenderContext, base = 'the base commit'): Iterable<string> {
  const { palette } = context;
  yield* diagnosticsText(
    plan.diagnostics.filter(({ severity }) => severity !== 'error'),
    context,
  );
  const environment = `environment ${escapeTerminal(plan.environment)}`;
  const offline = plan.basis === 'offline' ? `, compared with ${base} (the engines were not asked)` : '';
  if (isEmptyPlan(plan)) {
    const found =
      offline === '' ? `${capital(environment)} is as declared` : `Nothing differs in ${environment}${offline}`;
    yield `${palette.create('No changes.')} ${found}.\n\n`;
  } else {
    yield `${palette.strong(`Plan for ${environment}`)}${offline}\n\n`;
    yield* changesText(plan.changes, palette);
  }
  for (const tenant of plan.tenants) yield `${escapeTerminal(tenant.tenant)}: ${summaryWords(tenant.summary)}\n`;
  yield `${palette.strong(`All: ${summaryWords(plan.summary)}`)}\n`;
  yield* isolationText(plan.isolation, !isEmptyPlan(plan), palette);
  yield* credentialsText(plan);
  // What keeps the plan from being applied comes last, where it is seen.
  const errors = [...plan.diagnostics, ...plan.isolation.violations].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) yield '\n';
  yield* diagnosticsText(errors, context);
}

function* credentialsText(plan: Plan): Iterable<string> {
  if (plan.credentials.length === 0 || isEmptyPlan(plan)) return;
  yield 'Credentials that an apply needs:\n';
  for (const { tenant, reference } of plan.credentials) {
    yield `  ${escapeTerminal(tenant)}: ${escapeTerminal(reference)}\n`;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
