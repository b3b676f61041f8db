import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommandArguments, GlobalOptions } from '../arguments.ts';
import type { Flag } from '../flag.ts';
import type { Host } from '../host.ts';
import { remark } from '../say.ts';
import { UsageError } from '../usage-error.ts';

/** Where a token comes from. */
export const tokenFlag: Flag = {
  name: 'token',
  value: 'TOKEN',
  about: '@FILE reads it from a file, - from standard input; the token itself is seen by others on this machine',
};

/** The token that was given with `--token`; undefined where the flag was not. */
export async function givenToken(
  given: CommandArguments,
  options: GlobalOptions,
  host: Host,
): Promise<string | undefined> {
  const written = given.values['token'];
  if (written === undefined) return undefined;
  if (written === '-') return tokenOf(read(0, 'standard input'));
  if (written.startsWith('@')) return tokenOf(read(resolve(host.cwd, written.slice(1)), `\`${written.slice(1)}\``));
  await remark('A token on the command line is seen by everybody on this machine: pass `@FILE` or `-`.', options, host);
  return tokenOf(written);
}

/** The token of a login: `--token`, else what is typed on a terminal without being shown, else standard input. */
export async function askedToken(given: CommandArguments, options: GlobalOptions, host: Host): Promise<string> {
  const token = await givenToken(given, options, host);
  if (token !== undefined) return token;
  if (!options.input || !host.canAsk) return tokenOf(read(0, 'standard input'));
  return tokenOf((await host.ask('Token: ', { hidden: true })) ?? '');
}

function read(from: number | string, shown: string): string {
  try {
    return readFileSync(from, 'utf8');
  } catch (error) {
    throw new UsageError(`${shown} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
}

function tokenOf(text: string): string {
  const token = text.trim();
  if (token === '') throw new UsageError('No token was given.');
  return token;
}
