import type { Trees } from '@akili/sql';
import type { OperationHost } from './operation-host.ts';
import type { TreeSource } from './tree-source.ts';

/** Carries out the steps of a compilation: while one is worked on, the texts of the next are parsed. */
export async function runSteps<T>(
  steps: Generator<readonly string[], T, Trees>,
  source: TreeSource,
  host: OperationHost,
): Promise<T> {
  let asked: Promise<Trees> = Promise.resolve(new Map());
  let step = steps.next();
  while (step.done !== true) {
    host.signal.throwIfAborted();
    const next = source.trees(step.value);
    // Told where it is waited for; until then a failure is nobody's.
    next.catch(() => undefined);
    const trees = await asked;
    asked = next;
    step = steps.next(trees);
  }
  return step.value;
}
