import { exitCodes, type ExitCode } from '@akili/diagnostics';
import { attempt, keepDriftIssues, type DriftIssue } from '@akili/github';
import { drift as findDrift } from '@akili/operations/drift';
import type { Plan } from '@akili/plan';
import { codeSpan, commentMarker, commentSize, counted, escapeMarkdown } from '@akili/report';
import type { Action } from './action.ts';
import { InputError } from './input-error.ts';
import { renderInto } from './render-into.ts';

/** Bytes of an issue; GitHub refuses more than 65,536 characters. */
const issueLimit = 60_000;

/**
 * Looks for drift and keeps one issue a tenant: opened where there is some, brought up to date, closed where there is none
 * any more. Ends with 8 for access that nobody declared; with 2 for other drift where `fail-on-drift` says so.
 */
export async function drift(action: Action): Promise<ExitCode> {
  const answer = await findDrift(action.world, action.selection, { lockTimeoutMs: 60_000 });
  renderInto(action, answer);
  const { document } = answer;
  if (document.kind !== 'drift') return answer.exitCode;
  const { plan } = document;
  const drifted = [...new Set(plan.changes.map(({ tenant }) => tenant))].sort();
  action.output('drifted', JSON.stringify(drifted));
  action.output('any', String(drifted.length > 0));
  if (action.input('issues') !== 'false') await tell(action, plan, drifted);
  const onlyDrift = answer.exitCode === exitCodes.differences;
  return onlyDrift && !action.flag('fail-on-drift') ? exitCodes.ok : answer.exitCode;
}

async function tell(action: Action, plan: Plan, drifted: readonly string[]): Promise<void> {
  if (action.input('github-token') === '') throw new InputError('Issues need the input `github-token`.');
  const withheld = action.flag('without-live-values');
  const issues = plan.tenants.map(({ tenant }): DriftIssue => {
    const marker = commentMarker('drift', `${plan.environment} ${tenant}`);
    const body = drifted.includes(tenant) ? issueBody(plan, tenant, marker, withheld) : undefined;
    return { tenant, title: `Drift of ${tenant} in ${plan.environment}`, marker, body };
  });
  const github = await action.github();
  const kept = await attempt(github, 'the issues', () => keepDriftIssues(github, issues));
  if (kept === undefined)
    action.command('warning', 'The issues could not be kept up to date; the drift is in the summary of this run.');
  action.output('issues', JSON.stringify((kept ?? []).filter(({ did }) => did !== 'left')));
}

/** Whole lines as long as they fit: there is no date in it, so that an issue which says the same is left alone. */
function issueBody(plan: Plan, tenant: string, marker: string, withheld: boolean): string {
  const changes = plan.changes.filter((change) => change.tenant === tenant);
  const head = `${marker}\n${counted(changes.length, 'thing')} in ${codeSpan(plan.environment)} ${changes.length === 1 ? 'is' : 'are'} not as declared.\n\n`;
  const end = '\nThis issue is closed by the next run that finds nothing. `akili plan` shows what an apply would do.\n';
  let body = head;
  for (const [i, { address, class: kind, reason }] of changes.entries()) {
    const line = `- **${kind ?? 'changed'}** ${codeSpan(address)}${withheld || reason === '' ? '' : `: ${escapeMarkdown(reason)}`}\n`;
    if (commentSize(body + line + end) > issueLimit) {
      body += `\nand ${counted(changes.length - i, 'more thing')}\n`;
      break;
    }
    body += line;
  }
  return body + end;
}
