import { refusalExitCode, type Plan, type PlannedQuery } from '@akili/plan';
import { headCommit, readWorkingTree } from '@akili/repo';
import type { Answer } from './answer.ts';
import { answerOrStopped } from './answer-or-stopped.ts';
import { readBase } from './base-commit.ts';
import { compileRepository, sourcesOf } from './compile-repository.ts';
import { compileWhole } from './compile-whole.ts';
import { livePlanInput, type LivePlanRequest } from './live-plan-input.ts';
import { offlinePlanInput } from './offline-plan-input.ts';
import { openEnvironment, type WholeRepository } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { signPlan } from './plan-signature/sign-plan.ts';
import { planScope } from './plan-scope.ts';
import { planWithVote } from './plan-with-vote.ts';
import { queryChanges } from './query-changes/query-changes.ts';
import type { Selection } from './selection.ts';
import { stageOf } from './stage-of.ts';

export { writePlan as planFile } from '@akili/plan';

/** What `plan` is asked for beside the selection. */
export interface PlanOptions {
  readonly targets: 'environment' | 'all';
  readonly allowDestroy: readonly string[];
  readonly lockTimeoutMs: number;
  /** A git ref: compare with what it would have applied, without reaching the engines. */
  readonly base?: string;
  /** A git ref whose queries a live plan is compared with, to say what the change of a query means. */
  readonly queriesBefore?: string;
  /** An Ed25519 private key in PEM: the plan is signed with it. */
  readonly signingKey?: string;
  /** Shows only the steps of one stage. */
  readonly stage?: 'platform' | 'tenant';
}

/** Compiles, compares with the live engines (or with a commit), and answers what an apply would do. */
export async function plan(host: OperationHost, selection: Selection, options: PlanOptions): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  const sourceOf = sourcesOf(snapshot);
  return await answerOrStopped(snapshot, async () => {
    const base = options.base === undefined ? undefined : await readBase(options.base, host);
    const compiling = { targets: options.targets, ...(base === undefined ? {} : { base: base.ids }) };
    const { whole, diagnostics } = await compileWhole(snapshot, selection, compiling, host);
    const request = {
      scope: planScope(selection),
      allowDestroy: options.allowDestroy,
      commit: (await headCommit(host.root)) ?? null,
      diagnostics,
    };
    const unsigned =
      base === undefined
        ? await livePlan(whole, request, options, host)
        : (await planWithVote(await offlinePlanInput(whole, base, request, host), whole.compilation)).plan;
    const made = options.signingKey === undefined ? unsigned : signPlan(unsigned, options.signingKey);
    return {
      document: { kind: 'plan', plan: options.stage === undefined ? made : stageOf(made, options.stage) },
      exitCode: refusalExitCode([...made.diagnostics, ...made.isolation.violations]),
      sourceOf,
    };
  });
}

async function livePlan(
  whole: WholeRepository,
  request: LivePlanRequest,
  { lockTimeoutMs, stage, queriesBefore }: PlanOptions,
  host: OperationHost,
): Promise<Plan> {
  const queries = queriesBefore === undefined ? undefined : await queriesSince(queriesBefore, whole, request, host);
  const open = await openEnvironment(whole, { lockTimeoutMs, stage, scope: request.scope }, host);
  try {
    const input = await livePlanInput(whole, open, request, host);
    host.progress({ phase: 'planning' });
    const said = queries === undefined ? input : { ...input, queries };
    return (await planWithVote(said, whole.compilation)).plan;
  } finally {
    await open.close();
  }
}

/** What changed about queries since a commit; the engines are not asked what they run. */
async function queriesSince(
  ref: string,
  { snapshot, collected, compilation, environment }: WholeRepository,
  { scope }: LivePlanRequest,
  host: OperationHost,
): Promise<ReadonlyMap<string, PlannedQuery>> {
  const base = await readBase(ref, host);
  const tenants = scope?.tenants;
  const options = { environment: environment.name, ...(tenants === undefined ? {} : { tenants }) };
  const old = await compileRepository(base.snapshot, options, host);
  const before = { snapshot: base.snapshot, collected: old.collected, products: old.compiled.compilation.products };
  return await queryChanges(before, { snapshot, collected, products: compilation.products }, tenants, host);
}
