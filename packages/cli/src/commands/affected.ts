import type { Command } from '../command.ts';
import { sayResult } from '../say.ts';
import { UsageError } from '../usage-error.ts';
import { operate } from '../with-operations.ts';

/** `akili affected`. */
export const affected: Command = {
  name: 'affected',
  summary: 'list the tenants and products that a change affects',
  description:
    'Compares what is checked out with the commit at which it parted from --base, and lists the tenants whose folders\nchanged, with their changed products and the products that read those. A change of akili.yaml or policies/ affects\nevery tenant. Nothing is compiled and no engine is reached.',
  operands: [],
  flags: [{ name: 'base', value: 'REF', about: 'a branch, tag or commit' }],
  examples: [
    ['akili affected --base origin/main', 'whom this branch affects'],
    ['akili affected --base origin/main --format json', 'the same for a job that plans only those'],
  ],
  async run(given, options, host) {
    const base = given.values['base'];
    if (base === undefined) throw new UsageError('`akili affected` needs `--base REF`: the commit to compare with.');
    const operation = await import('@akili/operations/affected');
    const { document, sourceOf, exitCode } = await operate(options, host, (world, selection) =>
      operation.affected(world, selection, base),
    );
    await sayResult(document, sourceOf, options, host);
    return exitCode;
  },
};
