import { exitCodes, type ExitCode } from '@akili/diagnostics';
import { openAction, type Action } from './action.ts';
import type { ActionHost } from './action-host.ts';
import { InputError } from './input-error.ts';
import { workflowCommand } from './workflow-command.ts';

type Run = (action: Action) => Promise<ExitCode>;

const actions: { readonly [name: string]: () => Promise<Run> } = {
  check: async () => (await import('./check/check.ts')).check,
  plan: async () => (await import('./plan/plan.ts')).plan,
  apply: async () => (await import('./apply/apply.ts')).apply,
  drift: async () => (await import('./drift.ts')).drift,
  isolation: async () => (await import('./isolation.ts')).isolation,
  unlock: async () => (await import('./unlock.ts')).unlock,
};

/** Runs an action and gives its exit code, which is also its output `exit-code`. What it throws is said as an error. */
export async function runAction(name: string, host: ActionHost): Promise<ExitCode> {
  const run = actions[name];
  if (run === undefined) throw new Error(`there is no action ${name}`);
  try {
    const action = openAction(host);
    const code = await (await run())(action);
    action.output('exit-code', String(code));
    return code;
  } catch (error) {
    const { message, stack } = error as Error;
    host.write(workflowCommand('error', error instanceof InputError ? message : (stack ?? message ?? String(error))));
    return exitCodes.failed;
  }
}
