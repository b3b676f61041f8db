import { EngineError } from '@akili/resource';
import type { JournalEntry, Step } from '@akili/resource';
import { defaultRetry, type ApplyDeps } from './apply-deps.ts';
import { scrub } from './scrub.ts';

/** How a step ended. `aborted`: as if it had not begun, or done without anybody knowing; running it again is safe. */
export type StepEnd =
  | { readonly end: 'applied' }
  | { readonly end: 'failed'; readonly problem: string; readonly error: unknown }
  | { readonly end: 'aborted' }
  /** The journal could not be written. `applied`: the effect took place, and only the record of it is missing. */
  | { readonly end: 'unrecorded'; readonly applied: boolean; readonly problem: string };

type Record = (entry: JournalEntry) => Promise<void>;

/** Writes the intent, runs the step (again where the engine calls its failure passing), and writes the result. */
export async function runStep(step: Step, kind: string, deps: ApplyDeps, record: Record): Promise<StepEnd> {
  const secrets = (): readonly string[] => deps.secrets?.() ?? [];
  const say = (error: unknown): string => scrub(error instanceof Error ? error.message : String(error), secrets());
  const stamp = () => ({ run: deps.run, step: step.id, at: new Date(deps.clock()).toISOString() });
  try {
    await record({ event: 'intent', ...stamp() });
  } catch (error) {
    return { end: 'unrecorded', applied: false, problem: say(error) };
  }
  const end = await attempt(step, kind, deps, say);
  try {
    if (end.end === 'applied') await record({ event: 'done', ...stamp() });
    else await record({ event: 'failed', ...stamp(), message: end.end === 'failed' ? end.problem : 'interrupted' });
  } catch (error) {
    return { end: 'unrecorded', applied: end.end === 'applied', problem: say(error) };
  }
  return end;
}

async function attempt(
  step: Step,
  kind: string,
  deps: ApplyDeps,
  say: (error: unknown) => string,
): Promise<Extract<StepEnd, { readonly end: 'applied' | 'failed' | 'aborted' }>> {
  const { attempts, baseMs, maxMs } = deps.retry ?? defaultRetry;
  const type = deps.typeOf(kind);
  if (type === undefined) throw new Error(`no driver of this environment knows the kind ${kind}`);
  for (let number = 1; ; number += 1) {
    try {
      await type.run(await deps.sessionFor(step), step, deps.signal);
      return { end: 'applied' };
    } catch (error) {
      if (deps.signal.aborted) return { end: 'aborted' };
      const problem = say(error);
      if (!(error instanceof EngineError && error.retryable) || number >= attempts)
        return { end: 'failed', problem, error };
      deps.onProgress?.({ event: 'retry', step, attempt: number, problem });
      try {
        await deps.sleep(Math.min(maxMs, baseMs * 2 ** (number - 1)), deps.signal);
      } catch {
        return { end: 'aborted' };
      }
    }
  }
}
