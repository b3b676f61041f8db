import { exitCodes, hasErrors } from '@akili/diagnostics';
import { foldJournal } from '@akili/apply';
import {
  plan as makePlan,
  readPlan,
  refusalExitCode,
  verifyFresh,
  type CurrentBasis,
  type Plan,
  type PlanScope,
} from '@akili/plan';
import { headCommit, readWorkingTree } from '@akili/repo';
import type { Snapshot } from '@akili/model';
import { carryOutPlan } from './carry-out-plan.ts';
import { sourcesOf } from './compile-repository.ts';
import { compileWhole, type CompiledWhole } from './compile-whole.ts';
import { livePlanInput } from './live-plan-input.ts';
import { openEnvironment, type OpenEnvironment } from './open-environment.ts';
import type { OperationHost } from './operation-host.ts';
import { planScope } from './plan-scope.ts';
import { signatureProblem } from './plan-signature/signature-problem.ts';
import { planWithVote } from './plan-with-vote.ts';
import { preparedOrStopped } from './prepared-or-stopped.ts';
import type { PreparedApply } from './prepared-apply.ts';
import type { Selection } from './selection.ts';
import { requireCredentials, type NeededCredential } from './require-credentials.ts';
import { Stopped } from './stopped.ts';

/** What `apply` is asked for beside the selection. */
export interface ApplyOptions {
  /** A plan file; without it a plan is made now. */
  readonly saved?: { readonly name: string; readonly text: string };
  /** The repository to apply; without it the working tree. */
  readonly snapshot?: Snapshot;
  readonly stage?: 'platform' | 'tenant';
  readonly allowDestroy: readonly string[];
  readonly lockTimeoutMs: number;
  readonly strictCommit: boolean;
}

/** Makes a plan, or reads and verifies a saved one, and holds the environment open until it is carried out. */
export async function prepareApply(
  host: OperationHost,
  selection: Selection,
  options: ApplyOptions,
): Promise<PreparedApply> {
  const snapshot = options.snapshot ?? readWorkingTree(host.root);
  return await preparedOrStopped(snapshot, async () => {
    const saved = options.saved === undefined ? undefined : readSaved(options.saved.text);
    const chosen = saved === undefined ? selection : savedSelection(saved, selection);
    const compiled = await compileWhole(snapshot, chosen, {}, host);
    const scope = saved?.scope ?? planScope(chosen);
    if (saved !== undefined) {
      const problem = signatureProblem(saved, compiled.whole.environment);
      if (problem !== undefined) throw new Stopped({ findings: [problem] }, exitCodes.stale);
    }
    const open = await openEnvironment(compiled.whole, { ...options, scope }, host);
    try {
      return await prepareOpen({ compiled, open, scope, saved, options, snapshot }, host);
    } catch (error) {
      await open.close();
      throw error;
    }
  });
}

interface Preparation {
  readonly compiled: CompiledWhole;
  readonly open: OpenEnvironment;
  readonly scope: PlanScope | undefined;
  readonly saved: Plan | undefined;
  readonly options: ApplyOptions;
  readonly snapshot: Snapshot;
}

async function prepareOpen(preparation: Preparation, host: OperationHost): Promise<PreparedApply> {
  const { compiled, open, scope, saved, options, snapshot } = preparation;
  const sourceOf = sourcesOf(snapshot);
  const request = {
    scope: scope !== undefined && Object.keys(scope).length === 0 ? undefined : scope,
    allowDestroy: options.allowDestroy,
    commit: (await headCommit(host.root)) ?? null,
    diagnostics: compiled.diagnostics,
  };
  const inputNow = async () => await livePlanInput(compiled.whole, open, request, host);
  const planned = await planWithVote(await inputNow(), compiled.whole.compilation);
  const current = async (): Promise<CurrentBasis> =>
    await basisOf(saved ?? planned.plan, makePlan(await inputNow()).plan);
  const basisOf = async (plan: Plan, now: Plan): Promise<CurrentBasis> => {
    const journals = await Promise.all(
      plan.tenants.map(
        async ({ tenant }) => [tenant, foldJournal(await open.store.journal(tenant), plan.digest)] as const,
      ),
    );
    return {
      plan: now,
      resumed: new Set(journals.filter(([, journal]) => journal.resumed).map(([tenant]) => tenant)),
      begun: new Set(journals.flatMap(([, journal]) => [...journal.begun])),
      done: new Set(journals.flatMap(([, journal]) => [...journal.done])),
      strictCommit: options.strictCommit,
    };
  };
  if (saved !== undefined) {
    const moved = verifyFresh(saved, await basisOf(saved, planned.plan));
    if (hasErrors(moved)) throw new Stopped({ diagnostics: moved }, refusalExitCode(moved));
  }
  const plan = saved ?? planned.plan;
  const exitCode = refusalExitCode([...plan.diagnostics, ...plan.isolation.violations]);
  if (exitCode === 0) await requireCredentials(neededFor(plan, options.stage), open.secrets);
  const carried = {
    planned,
    resume: saved !== undefined,
    leaseTimeoutMs: options.lockTimeoutMs,
    current,
    snapshot,
    ...(options.stage === undefined ? {} : { stage: options.stage }),
  };
  return {
    answer: {
      document: { kind: 'plan', plan },
      exitCode,
      sourceOf,
    },
    run: (progress) => carryOutPlan(plan, open, carried, host, progress),
    close: () => open.close(),
  };
}

/** Secrets that the steps of a stage need; what they generate themselves is there by then. */
function neededFor(plan: Plan, stage: ApplyOptions['stage']): readonly NeededCredential[] {
  return plan.credentials
    .filter((one) => stage === undefined || one.stage === undefined || one.stage === stage)
    .filter(({ generated }) => generated !== true || stage === 'tenant')
    .flatMap(({ tenant, reference, role }) => (role === undefined ? [] : [{ tenant, reference, role }]));
}

function readSaved(text: string): Plan {
  const { value, findings } = readPlan(text);
  if (value === undefined) throw new Stopped({ findings: findings }, exitCodes.stale);
  return value;
}

/** What a saved plan was narrowed to; undefined when it cannot be read, which `prepareApply` tells of. */
export function savedScope(text: string): PlanScope | undefined {
  return readPlan(text).value?.scope;
}

/** A saved plan says itself what it is about; `--env` is compared, and `--tenant` and `--product` cannot narrow it. */
function savedSelection(saved: Plan, selection: Selection): Selection {
  return {
    environment: selection.environment ?? saved.environment,
    tenants: saved.scope.tenants ?? [],
    products: saved.scope.products ?? [],
  };
}
