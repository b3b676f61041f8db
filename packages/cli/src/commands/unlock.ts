import { exitCodes } from '@akili/diagnostics';
import type { Command } from '../command.ts';
import { consent } from '../consent.ts';
import { yesFlag } from '../plan-flags.ts';
import { sayAside, sayResult } from '../say.ts';
import { UsageError } from '../usage-error.ts';
import { operate } from '../with-operations.ts';

/** `akili unlock`. */
export const unlock: Command = {
  name: 'unlock',
  summary: "break the lease that somebody holds on a tenant's state",
  description:
    'Shows who holds the lease on the state of a tenant and since when, asks, and breaks it: the old holder writes nothing\nmore, however late it comes, and the next `akili apply` need not wait and goes on where that one stopped. A lease ends by\nitself where its holder is dead (30 seconds with `state.store: postgres`, a minute with `s3`); this is for one that lives\nand shall not go on. `platform` is the lease of what all tenants share.\n\nWhere the state is a directory there is nothing to unlock: a lease whose process is gone frees itself.\n\nEnds with 0 where the lease is free, with 4 where the consent was refused, with 6 where somebody still holds it.',
  operands: [{ name: '<tenant>', about: 'slug of a tenant, or `platform`', names: 'tenant' }],
  flags: [yesFlag],
  examples: [
    ['akili unlock acme-corp --env production', 'show who holds it, ask, break it'],
    ['akili unlock acme-corp --env production --yes --format json', 'where nobody can be asked'],
  ],
  async run(given, options, host) {
    const [tenant] = given.operands;
    if (tenant === undefined) throw new UsageError('`akili unlock` needs the slug of a tenant.');
    const operation = await import('@akili/operations/unlock');
    const { document, sourceOf, exitCode } = await operate(options, host, (world, selection) =>
      operation.unlock(world, selection, {
        tenant,
        agree: async (held) => {
          if (given.switches.has('yes')) return true;
          await sayAside(held.document, held.sourceOf, options, host);
          return await consent('Break this lease?', 'Pass `--yes`.', options, host);
        },
      }),
    );
    const isRefused = exitCode === exitCodes.refused && document.kind === 'list';
    if (isRefused) await host.stderr.write('Nothing was changed.\n');
    // It was shown with the question.
    if (!isRefused || options.format !== 'text') await sayResult(document, sourceOf, options, host);
    return isRefused && host.signal.aborted ? exitCodes.interrupted : exitCode;
  },
};
