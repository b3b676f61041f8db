import { exitCodes, type ExitCode } from '@akili/diagnostics';
import { escapeLines } from '@akili/report';
import { commands } from './commands/index.ts';
import type { Host } from './host.ts';
import { parseArguments } from './parse.ts';
import { runUnderProfile } from './profile/run-under-profile.ts';
import { UsageError } from './usage-error.ts';

export type { Host, Output } from './host.ts';

/**
 * The command line as a function: reads the arguments, runs the command, and gives the exit code. Everything it takes
 * from the world is the host's. Never throws because of a user; what it throws is our own mistake and ends in code 1.
 */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  const parsed = parseArguments(argv, commands);
  switch (parsed.kind) {
    case 'version':
      await host.stdout.write(`${host.version}\n`);
      return exitCodes.ok;
    case 'help':
      await host.stdout.write(parsed.text);
      return exitCodes.ok;
    case 'usage':
      return usage(parsed.message, host);
    case 'run':
      try {
        const code = await runUnderProfile(parsed.command, parsed.given, parsed.options, host);
        return host.signal.aborted ? exitCodes.interrupted : code;
      } catch (error) {
        if (error instanceof UsageError) return usage(error.message, host);
        if (host.signal.aborted) {
          await host.stderr.write('Interrupted.\n');
          return exitCodes.interrupted;
        }
        await host.stderr.write(`${bugText(error, host.version)}\n`);
        return exitCodes.failed;
      }
  }
}

async function usage(message: string, host: Host): Promise<ExitCode> {
  await host.stderr.write(`${escapeLines(message.trimEnd(), '')}\n`);
  return exitCodes.failed;
}

function bugText(error: unknown, version: string): string {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `akili ${version} failed on a mistake of its own; please report this with what you ran:\n${escapeLines(said, '  ')}`;
}
