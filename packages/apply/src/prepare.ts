import type { Change, Plan } from '@akili/plan';
import type { Step } from '@akili/resource';
import type { ApplyDeps } from './apply-deps.ts';
import { Schedule, type ScheduledStep } from './schedule.ts';
import { wavesOf } from './waves.ts';

/** A step of this stage, in the plan's order. */
export interface StageStep {
  readonly step: Step;
  readonly change: Change;
}

export interface Prepared {
  /** Every step of this stage; `steps[n]` is number n of the schedule. */
  readonly steps: readonly StageStep[];
  readonly schedule: Schedule;
  /** Numbers of steps that the journal says are done. */
  readonly before: ReadonlySet<number>;
  /** Numbers of steps that wait for one of the other stage that was not applied. */
  readonly blocked: readonly number[];
}

export function isInStage(step: Step, stage: ApplyDeps['stage']): boolean {
  return stage === undefined || step.credential === stage;
}

/** Lays the steps of a stage out in a schedule; what is done already is settled in it. */
export function prepare(plan: Plan, deps: ApplyDeps, done: ReadonlySet<string>): Prepared {
  const { waves, ofChange } = wavesOf(plan, (change) => rankOf(change, deps));
  const steps: StageStep[] = [];
  const scheduled: ScheduledStep[] = [];
  const numbers = new Map<string, number>();
  const blocked: number[] = [];
  for (const [index, change] of plan.changes.entries())
    for (const step of change.steps) {
      if (!isInStage(step, deps.stage)) continue;
      const number = steps.length;
      const after = step.after.flatMap((id) => numbers.get(id) ?? []);
      if (step.after.some((id) => !numbers.has(id) && !done.has(id))) blocked.push(number);
      numbers.set(step.id, number);
      steps.push({ step, change });
      scheduled.push({ after, wave: ofChange[index] as number, lane: deps.laneOf?.(step) });
    }
  const schedule = new Schedule(scheduled, waves);
  const before = new Set([...numbers].flatMap(([id, number]) => (done.has(id) ? [number] : [])));
  for (const number of before) schedule.succeeded(number);
  for (const number of blocked) if (!before.has(number)) schedule.failed(number);
  return { steps, schedule, before, blocked: blocked.filter((number) => !before.has(number)) };
}

function rankOf({ address }: Change, deps: ApplyDeps): number {
  const kind = address.split('/')[1] as string;
  const type = deps.typeOf(kind);
  if (type === undefined) throw new Error(`no driver of this environment knows the kind ${kind}`);
  return type.rank;
}
