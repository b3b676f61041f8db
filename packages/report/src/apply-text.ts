import type { ApplyReport } from '@akili/apply';
import { readAddress } from '@akili/resource';
import { counted } from './counted.ts';
import { diagnosticText } from './diagnostic-text.ts';
import type { RenderContext } from './document.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { lineReader } from './source-lines.ts';
import { diagnosticsText } from './validation-text.ts';

/** Steps not tried that are listed by name; the rest is counted. */
const pendingShown = 20;

/** What an apply did: failures in full, steps not tried by name, a line a tenant and one in all. */
export function* applyText(report: ApplyReport, context: RenderContext): Iterable<string> {
  const { palette } = context;
  const lineOf = lineReader(context.sourceOf);
  for (const step of report.steps) {
    if (step.status !== 'failed') continue;
    yield `${palette.error('failed')} ${escapeTerminal(step.id)}\n`;
    if (step.diagnostic !== undefined) yield `${diagnosticText(step.diagnostic, palette, lineOf)}\n\n`;
  }
  yield* diagnosticsText(report.diagnostics ?? [], context);
  const pending = report.steps.filter((step) => step.status === 'pending');
  for (const step of pending.slice(0, pendingShown)) yield `${palette.warning('pending')} ${escapeTerminal(step.id)}\n`;
  if (pending.length > pendingShown) yield `${palette.warning('pending')} and ${pending.length - pendingShown} more\n`;
  for (const [tenant, counts] of countsByTenant(report)) yield `${escapeTerminal(tenant)}: ${countWords(counts)}\n`;
  yield `${palette.strong(`All in ${escapeTerminal(report.environment)}: ${countWords(report.summary)}`)}\n`;
}

type Counts = ApplyReport['summary'];

function countsByTenant(report: ApplyReport): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const step of report.steps) {
    const tenant = readAddress(step.address)?.tenant ?? step.address;
    const before = counts.get(tenant) ?? { applied: 0, failed: 0, pending: 0 };
    counts.set(tenant, { ...before, [step.status]: before[step.status] + 1 });
  }
  return counts;
}

function countWords(counts: Counts): string {
  if (counts.applied + counts.failed + counts.pending === 0) return 'nothing to do';
  const bad = [
    ...(counts.failed === 0 ? [] : [`${counts.failed} failed`]),
    ...(counts.pending === 0 ? [] : [`${counts.pending} not tried`]),
  ];
  return [`${counted(counts.applied, 'step')} applied`, ...bad].join(', ');
}
