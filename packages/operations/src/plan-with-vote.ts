import type { Diagnostic } from '@akili/diagnostics';
import type { Compilation } from '@akili/model';
import { plan as makePlan, type Change, type PlanInput, type Planned } from '@akili/plan';

/**
 * A plan, once an independent parser has voted on the texts of every product that it changes. Its denials are
 * diagnostics of the plan, which nobody can carry out then. Where nothing changes, the parser is not even loaded.
 */
export async function planWithVote(input: PlanInput, compilation: Compilation): Promise<Planned> {
  const planned = makePlan(input);
  const denials = await denialsOf(planned.plan.changes, compilation);
  return denials.length === 0 ? planned : makePlan({ ...input, diagnostics: [...input.diagnostics, ...denials] });
}

async function denialsOf(changes: readonly Change[], compilation: Compilation): Promise<readonly Diagnostic[]> {
  const changed = new Set(
    changes.flatMap(({ tenant, product, op }) =>
      product === undefined || op === 'delete' ? [] : [`${tenant}/${product}`],
    ),
  );
  if (changed.size === 0) return [];
  const { voteOn } = await import('@akili/verify/vote');
  return await voteOn(compilation, ({ tenant, name }) => changed.has(`${tenant}/${name}`));
}
