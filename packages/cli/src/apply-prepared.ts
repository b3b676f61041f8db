import type { ExitCode } from '@akili/diagnostics';
import type { PreparedApply } from '@akili/operations';
import type { CommandArguments, GlobalOptions } from './arguments.ts';
import { carryOut } from './carry-out.ts';
import { consent } from './consent.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';

const wayOut = 'Pass `--yes` to apply without being asked.';

/** Shows a plan that was made by a command other than `apply`, asks for consent, and carries it out. */
export async function applyPrepared(
  prepared: PreparedApply,
  given: CommandArguments,
  options: GlobalOptions,
  host: Host,
): Promise<ExitCode> {
  try {
    const agree = (): Promise<boolean> =>
      given.switches.has('yes') ? Promise.resolve(true) : consent('Apply this plan?', wayOut, options, host);
    return await carryOut(prepared, { agree, showPlan: true }, options, host);
  } finally {
    await prepared.close();
  }
}

/** Refuses before anything is written where nobody could be asked afterwards. */
export function requireConsent(given: CommandArguments, options: GlobalOptions, host: Host): void {
  if (given.switches.has('yes') || (options.input && host.canAsk)) return;
  throw new UsageError(`Nobody can be asked here. ${wayOut}`);
}
