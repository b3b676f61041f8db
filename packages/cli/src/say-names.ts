import { exitCodes, type ExitCode } from '@akili/diagnostics';
import type { OperationHost, Selection } from '@akili/operations';
import type { GlobalOptions } from './arguments.ts';
import type { Host } from './host.ts';
import { operate } from './with-operations.ts';

/** Writes one name a line: what shells complete with. */
export async function sayNames(
  options: GlobalOptions,
  host: Host,
  names: (host: OperationHost, selection: Selection) => Promise<readonly string[]>,
): Promise<ExitCode> {
  const found = await operate(options, host, names);
  await host.stdout.write(found.map((name) => `${name}\n`).join(''));
  return exitCodes.ok;
}
