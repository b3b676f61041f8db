import { hasErrors, type Diagnostic } from '@akili/diagnostics';
import { attempt, reportCheck, type Github } from '@akili/github';
import type { ChangeScope } from '@akili/operations/change-scope';
import { counted, diagnosticsMarkdown, plainPalette, render } from '@akili/report';
import type { Action } from '../action.ts';
import { version } from '../version.ts';
import type { Compared } from './compared-with.ts';

/** Tenants that get a check run of their own whatever is found; writes to GitHub are a second apart. */
const ownRuns = 50;
/** GitHub takes 65,535 characters of a summary. */
const longestSummary = 60_000;

/**
 * One check run a tenant, and one of all that is there in any case. Where they cannot be written (the token of a fork
 * only reads), the findings are annotations of the job instead.
 */
export async function reportChecks(
  action: Action,
  { headSha }: Compared,
  { tenants }: ChangeScope,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  const wanted = action.input('check-runs') !== 'false' && action.input('github-token') !== '' && headSha !== '';
  const github = wanted ? await action.github() : undefined;
  const reported =
    github === undefined
      ? undefined
      : await attempt(github, 'the check runs', () => report(github, headSha, tenants, diagnostics));
  if (reported !== undefined) return;
  const document = {
    kind: 'validation' as const,
    diagnostics,
    summary: { errors: 0, warnings: 0, tenants: 0, products: 0 },
  };
  const context = { palette: plainPalette, sourceOf: () => undefined, version };
  for (const piece of render(document, 'github', context)) action.host.write(piece);
}

async function report(
  github: Github,
  headSha: string,
  tenants: readonly string[],
  diagnostics: readonly Diagnostic[],
): Promise<number> {
  const own = new Map(tenants.map((tenant) => [tenant, diagnostics.filter((one) => one.tenant === tenant)]));
  const reported =
    tenants.length <= ownRuns
      ? tenants
      : tenants.filter((tenant) => (own.get(tenant) ?? []).length > 0).slice(0, ownRuns);
  const mentioned = new Set(reported);
  for (const tenant of reported)
    await reportCheck(github, {
      name: `akili / ${tenant}`,
      headSha,
      ...verdict(own.get(tenant) ?? [], 'Nothing is wrong'),
    });
  const rest = diagnostics.filter(({ tenant }) => tenant === undefined || !mentioned.has(tenant));
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const title =
    tenants.length === 0 && diagnostics.length === 0
      ? 'Nothing is affected'
      : `${counted(tenants.length, 'tenant')} affected, ${errors === 0 ? 'no errors' : counted(errors, 'error')}`;
  const all = verdict(rest, title);
  await reportCheck(github, {
    ...all,
    ...{ name: 'akili', headSha, title, conclusion: hasErrors(diagnostics) ? 'failure' : 'success' },
  });
  return reported.length + 1;
}

function verdict(diagnostics: readonly Diagnostic[], otherwise: string) {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  let summary = '';
  for (const piece of diagnosticsMarkdown(diagnostics)) {
    if (summary.length + piece.length > longestSummary) {
      summary += '\nThe rest is in the summary of the run.\n';
      break;
    }
    summary += piece;
  }
  return {
    conclusion: errors > 0 ? ('failure' as const) : ('success' as const),
    title:
      diagnostics.length === 0
        ? otherwise
        : `${counted(errors, 'error')}, ${counted(diagnostics.length - errors, 'warning')}`,
    summary: summary === '' ? `${otherwise}.` : summary,
    diagnostics,
  };
}
