import { exitCodes, type ExitCode } from '@akili/diagnostics';
import { prepareApply } from '@akili/operations/apply';
import type { Action } from '../action.ts';
import { renderInto } from '../render-into.ts';
import { stageInput } from '../stage-input.ts';
import { heldToReview } from './held-to-review.ts';
import { tipProblem } from './tip-problem.ts';

/**
 * Plans anew on the default branch, holds the plan to what was reviewed, and carries it out. It stops with 5 where the
 * commit is not the branch's newest, and where the plan is not what people saw.
 */
export async function apply(action: Action): Promise<ExitCode> {
  const { selection, world } = action;
  const old = await tipProblem(action);
  if (old !== undefined) return stale(action, old);
  const stage = stageInput(action);
  const prepared = await prepareApply(world, selection, {
    ...{ allowDestroy: action.list('allow-destroy'), lockTimeoutMs: 120_000, strictCommit: false },
    ...(stage === undefined ? {} : { stage }),
  });
  try {
    const { answer } = prepared;
    if (answer.document.kind !== 'plan' || answer.exitCode !== exitCodes.ok) {
      renderInto(action, answer);
      return answer.exitCode;
    }
    const { plan } = answer.document;
    const differs = action.input('require-review') === 'false' ? undefined : await heldToReview(action, plan, stage);
    if (differs !== undefined) {
      renderInto(action, answer);
      return stale(action, differs);
    }
    const report = await prepared.run(() => undefined);
    renderInto(action, report);
    if (report.document.kind === 'apply') {
      const { applied, failed, pending } = report.document.report.summary;
      for (const [name, count] of Object.entries({ applied, failed, pending })) action.output(name, String(count));
    }
    return report.exitCode;
  } finally {
    await prepared.close();
  }
}

function stale(action: Action, why: string): ExitCode {
  action.command('error', why);
  action.summary(`**Nothing was applied.** ${why}\n\n`);
  action.output('applied', '0');
  return exitCodes.stale;
}
