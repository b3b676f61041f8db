import { exitCodes, worstExitCode, type ExitCode } from '@akili/diagnostics';
import { prove } from '@akili/operations/prove';
import { isLive, verify } from '@akili/operations/verify';
import type { Action } from './action.ts';
import { renderInto } from './render-into.ts';

/**
 * Proves isolation over the whole repository, which reaches no engine and needs no secret; then tries it on the live
 * engines, with each tenant's own login, where there are some. Ends with 8 where it does not hold.
 */
export async function isolation(action: Action): Promise<ExitCode> {
  const { world, selection } = action;
  const proved = await prove(world, selection);
  renderInto(action, proved);
  if (proved.document.kind !== 'proof') return proved.exitCode;
  const { holds, statements } = proved.document.proof;
  action.output('statements', String(statements.length));
  const wanted = action.input('verify') === '' ? isLive(world, selection) : action.flag('verify');
  if (!wanted) {
    action.output('holds', String(holds));
    return proved.exitCode;
  }
  const verified = await verify(world, selection, { lockTimeoutMs: 60_000, allPairs: action.flag('all-pairs') });
  renderInto(action, verified);
  const probe = verified.document.kind === 'probe' ? verified.document.probe : undefined;
  if (probe !== undefined) {
    action.output('verified', String(probe.holds));
    action.output('attempts', String(probe.attempts.length));
  }
  // A proof alone does not say that it holds where the probe was wanted and could not be made.
  action.output('holds', String(holds && verified.exitCode === exitCodes.ok));
  return worstExitCode([proved.exitCode, verified.exitCode]);
}
