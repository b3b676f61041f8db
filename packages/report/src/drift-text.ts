import type { Change, DriftClass, Plan } from '@akili/plan';
import { changesByTenant, changesText } from './changes-by-tenant.ts';
import type { RenderContext } from './document.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { diagnosticsText } from './validation-text.ts';

const classes: readonly DriftClass[] = ['missing', 'changed', 'orphaned', 'foreign'];

/** How the live engines differ from what is declared, for people: tenant by tenant, then counted by class. */
export function* driftText(plan: Plan, context: RenderContext): Iterable<string> {
  const { palette } = context;
  const environment = escapeTerminal(plan.environment);
  yield* diagnosticsText([...plan.diagnostics, ...plan.isolation.violations], context);
  if (plan.changes.length === 0) {
    yield `${palette.create('No drift.')} Environment ${environment} is as declared.\n`;
    return;
  }
  yield `${palette.strong(`Drift in environment ${environment}`)}\n\n`;
  yield* changesText(plan.changes, palette);
  for (const [tenant, group] of changesByTenant(plan.changes))
    yield `${escapeTerminal(tenant)}: ${classWords(group)}\n`;
  yield `${palette.strong(`All: ${classWords(plan.changes)}`)}\n`;
}

/** `2 missing, 1 foreign`. */
function classWords(changes: readonly Change[]): string {
  return classes
    .map((name) => [changes.filter((change) => change.class === name).length, name] as const)
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(', ');
}
