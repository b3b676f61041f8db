import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
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
    const paths = given.operands.map((path) => resolve(host.cwd, path));
    const missing = given.operands.filter((_, index) => !existsSync(paths[index] as string));
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
