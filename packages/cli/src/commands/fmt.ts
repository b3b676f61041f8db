import { existsSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { exitCodes } from '@akili/diagnostics';
import type { Command } from '../command.ts';
import { repositoryRoot } from '../root.ts';
import { remark, sayResult } from '../say.ts';
import { UsageError } from '../usage-error.ts';

/** `akili fmt`. */
export const fmt: Command = {
  name: 'fmt',
  summary: 'write YAML manifests the one way they are written',
  description:
    'Formats the YAML manifests of the repository: indentation, spaces, line ends. Comments, quotes, blank lines and what the\nmanifests mean stay as they are. SQL is not formatted. Exits 2 with --check when something is not formatted.',
  operands: [{ name: '[PATH...]', about: 'files or folders (default: the whole repository)' }],
  flags: [{ name: 'check', about: 'write nothing, only say what is not formatted' }],
  examples: [
    ['akili fmt', 'format everything'],
    ['akili fmt tenants/acme-corp', 'one folder'],
    ['akili fmt --check', 'in CI'],
  ],
  async run(given, options, host) {
    const check = given.switches.has('check');
    const root = repositoryRoot(options, host);
    const { view } = options;
    // Under a profile there is nothing but the tenant's folder.
    const own = view === undefined ? undefined : join(root, 'tenants', view.tenant);
    const asked = given.operands.map((path) => resolve(host.cwd, path));
    const missing = given.operands.filter((_, index) => !isThere(asked[index] as string, own));
    const paths = asked.length === 0 && own !== undefined ? [own] : asked;
    if (missing.length > 0) throw new UsageError(`There is no ${missing.map((path) => `\`${path}\``).join(', ')}.`);
    const operation = await import('@akili/operations/fmt');
    const { changed, unchanged, skipped } = operation.fmt({ root, paths, check });
    const items = changed.map((file) => ({ file, status: check ? 'not formatted' : 'formatted' }));
    await sayResult({ kind: 'list', columns: ['status', 'file'], items }, () => undefined, options, host);
    for (const file of skipped)
      await remark(`left alone: ${file} cannot be read; \`akili validate\` says why`, options, host);
    const verb = check ? 'not formatted' : 'formatted';
    await remark(`${changed.length} ${verb}, ${unchanged} were already`, options, host);
    return check && changed.length > 0 ? exitCodes.differences : exitCodes.ok;
  },
};

/** Whether there is such a path, and within a folder where one is given: also no link may lead out of it. */
function isThere(path: string, within: string | undefined): boolean {
  if (!existsSync(path)) return false;
  if (within === undefined) return true;
  return existsSync(within) && `${realpathSync(path)}${sep}`.startsWith(`${realpathSync(within)}${sep}`);
}
