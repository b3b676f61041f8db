import { worstExitCode, type ExitCode } from '@akili/diagnostics';
import { unlock as unlockTenant } from '@akili/operations/unlock';
import type { Action } from './action.ts';
import { InputError } from './input-error.ts';
import { renderInto } from './render-into.ts';

/**
 * Breaks the lease of each tenant that is named; whoever starts the job has agreed. Ends with 6 where a lease stays with
 * its holder: it changed hands meanwhile, or lies in a directory.
 */
export async function unlock(action: Action): Promise<ExitCode> {
  const { tenants } = action.selection;
  if (tenants.length === 0) throw new InputError('The input `tenants` has to name a tenant.');
  const selection = { ...action.selection, tenants: [] };
  const codes: ExitCode[] = [];
  const unlocked: string[] = [];
  for (const tenant of tenants) {
    const agree = (): Promise<boolean> => Promise.resolve(true);
    const answer = await unlockTenant(action.world, selection, { tenant, agree });
    renderInto(action, answer);
    codes.push(answer.exitCode);
    const { document } = answer;
    if (document.kind === 'list' && document.items[0]?.['lease'] === 'unlocked') unlocked.push(tenant);
  }
  action.output('unlocked', JSON.stringify(unlocked));
  return worstExitCode(codes);
}
