import { exitCodes, hasErrors, worstExitCode, type Diagnostic, type ExitCode } from '@akili/diagnostics';
import { changeScope, type ChangeScope } from '@akili/operations/change-scope';
import { validate } from '@akili/operations/validate';
import type { Action } from '../action.ts';
import { renderInto } from '../render-into.ts';
import { comparedWith, type Compared } from './compared-with.ts';
import { reportChecks } from './report-checks.ts';
import { answerChat } from './answer-chat.ts';
import { keepSarif } from './keep-sarif.ts';

/**
 * Says whom a change affects, checks those tenants, and reports: a check run a tenant, annotations, a summary. It always
 * reports, also where nothing is affected, since branches may require it. On a comment it reads what the comment asks for.
 */
export async function check(action: Action): Promise<ExitCode> {
  const told = action.input('pull-request') !== '' || action.input('base') !== '';
  if (action.event.name === 'issue_comment' && !told) return await answerChat(action);
  const compared = await comparedWith(action);
  const found = await scopeSince(action, compared);
  if ('finding' in found) {
    action.command('error', `${found.finding.message} Check out the whole history: fetch-depth: 0.`);
    return found.exitCode;
  }
  writeOutputs(action, compared, found);
  const diagnostics = await findings(action, found);
  await reportChecks(action, compared, found, diagnostics.diagnostics);
  await keepSarif(action, compared, diagnostics.diagnostics);
  return diagnostics.exitCode;
}

async function scopeSince(action: Action, compared: Compared): ReturnType<typeof changeScope> {
  const scope = await changeScope(action.world, action.selection, compared.base);
  if (!('finding' in scope) || !compared.mayBeGone) return scope;
  // The commit before a push is gone after a forced one: nothing is known of the difference, so everything counts.
  action.command(
    'warning',
    `The commit before this push cannot be read (${scope.finding.message}), so every tenant counts as affected.`,
  );
  return await changeScope(action.world, action.selection, undefined);
}

function writeOutputs(
  { output }: Action,
  compared: Compared,
  { environment, affected, tenants, matrix }: ChangeScope,
): void {
  const gone = affected.filter(({ declared }) => !declared).map(({ tenant }) => tenant);
  output('environment', environment);
  output('tenants', JSON.stringify(tenants));
  output('gone', JSON.stringify(gone));
  // What a tenant without a folder leaves behind is only in a plan of everything.
  output('platform-tenants', JSON.stringify(gone.length > 0 ? [] : tenants));
  output('matrix', JSON.stringify(matrix));
  // The parts that the job which comments waits for.
  output('expect', JSON.stringify(affected.length === 0 ? [] : ['platform', ...matrix.map(({ name }) => name)]));
  output('any', String(tenants.length > 0));
  output('any-platform', String(affected.length > 0));
  output('fork', String(compared.fork));
  output('base', compared.base ?? '');
  output('head-sha', compared.headSha);
  output('pull-request', compared.pull === undefined ? '' : String(compared.pull));
}

interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
}

async function findings(action: Action, { environment, affected, tenants }: ChangeScope): Promise<Findings> {
  if (affected.length === 0) {
    action.summary('Nothing that Akili knows is affected by this change.\n\n');
    return { diagnostics: [], exitCode: exitCodes.ok };
  }
  // With only tenants whose folders are gone there is nothing to choose: the repository as a whole is checked.
  const answer = await validate(action.world, {
    environment: environment === '' ? undefined : environment,
    tenants,
    products: [],
  });
  renderInto(action, answer);
  const diagnostics = answer.document.kind === 'validation' ? answer.document.diagnostics : [];
  const failed = hasErrors(diagnostics) ? exitCodes.repositoryErrors : exitCodes.ok;
  return { diagnostics, exitCode: worstExitCode([answer.exitCode, failed]) };
}
