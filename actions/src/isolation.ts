import type { ExitCode } from '@akili/diagnostics';
import { prove } from '@akili/operations/prove';
import type { Action } from './action.ts';
import { renderInto } from './render-into.ts';

/** Proves isolation over the whole repository; reaches no engine and needs no secret. Ends with 8 where it does not hold. */
export async function isolation(action: Action): Promise<ExitCode> {
  const answer = await prove(action.world, action.selection);
  renderInto(action, answer);
  if (answer.document.kind === 'proof') {
    const { holds, statements } = answer.document.proof;
    action.output('holds', String(holds));
    action.output('statements', String(statements.length));
  }
  return answer.exitCode;
}
