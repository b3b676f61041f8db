import { exitCodes, notUnderProfile, type ExitCode } from '@akili/diagnostics';
import type { CommandArguments, GlobalOptions } from '../arguments.ts';
import type { Command } from '../command.ts';
import type { Host } from '../host.ts';
import { sayResult } from '../say.ts';
import { viewFor } from './view-for.ts';
import { Refused } from './refused.ts';

/**
 * Runs a command as whoever is at the keyboard: under a profile with everything narrowed to its tenant, else as the
 * platform's administrator. Here and nowhere else a view begins, so that no command has to think of it.
 */
export async function runUnderProfile(
  command: Command,
  given: CommandArguments,
  options: GlobalOptions,
  host: Host,
): Promise<ExitCode> {
  try {
    if (command.withoutView === true) return await command.run(given, options, host);
    const view = await viewFor(options, host);
    if (view === undefined) return await command.run(given, options, host);
    const [action] = given.operands;
    if (action !== undefined && command.administratorOnly?.includes(action) === true)
      throw new Refused(notUnderProfile.at(undefined, { command: `${command.name} ${action}` }), exitCodes.refused);
    const foreign = [...options.tenants, ...tenantOperands(command, given)].filter((slug) => slug !== view.tenant);
    const narrowed = { ...options, tenants: [view.tenant], env: options.env ?? view.environment, view };
    if (foreign.length === 0) return await command.run(given, narrowed, host);
    const { answerForeign } = await import('@akili/operations/view');
    const { document, sourceOf, exitCode } = answerForeign(foreign);
    await sayResult(document, sourceOf, options, host);
    return exitCode;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { answerFindings } = await import('@akili/operations/view');
    const { document, sourceOf } = answerFindings([error.finding], error.exitCode);
    await sayResult(document, sourceOf, options, host);
    return host.signal.aborted ? exitCodes.interrupted : error.exitCode;
  }
}

/** Operands that a command says are slugs; a slug beyond the last operand's name is of its kind. */
function tenantOperands({ operands }: Command, given: CommandArguments): readonly string[] {
  return given.operands.filter((_, index) => (operands[index] ?? operands.at(-1))?.names === 'tenant');
}
