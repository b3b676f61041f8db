import type { Command } from '../command.ts';
import { readLockTimeout } from '../plan-arguments.ts';
import { lockTimeoutFlag } from '../plan-flags.ts';
import { UsageError } from '../usage-error.ts';
import { answer } from '../with-operations.ts';

/** `akili isolation`. */
export const isolation: Command = {
  name: 'isolation',
  summary: "prove that no tenant reaches what is another one's, and try it",
  description:
    "`prove` lowers the whole repository to what its engines would hold and checks, statement by statement and tenant by\ntenant, that nothing crosses from one tenant to another. No engine is reached. The same proof is part of every plan.\n\n`verify` tries it on the live engines: with each tenant's own login it reads, lists, writes, grants and subscribes to\nwhat is others' and expects the refusal, and it looks for access that nobody declared. It changes nothing. Each tenant\ntries a sample of the others and all whose slugs begin alike. With --tenant only that one tries, and nobody else is\nnamed.\n\nBoth end with 8 where isolation does not hold.",
  operands: [{ name: '<action>', about: 'what to do', choices: ['prove', 'verify'] }],
  // Whom one tenant's login tries to reach says who else there is.
  administratorOnly: ['verify'],
  flags: [{ name: 'all-pairs', about: 'verify: each tenant tries every other' }, lockTimeoutFlag],
  examples: [
    ['akili isolation prove', 'prove it for the default environment'],
    ['akili isolation prove --env production --format markdown', 'for people who review'],
    ['akili isolation verify --env production', 'try it on the live engines'],
    ['akili isolation verify --env production --tenant acme-corp', 'as one tenant, with its own secrets'],
  ],
  async run(given, options, host) {
    const [action] = given.operands;
    if (action === 'prove') {
      const { prove } = await import('@akili/operations/prove');
      return await answer(options, host, prove);
    }
    if (action !== 'verify')
      throw new UsageError(`\`akili isolation\` has no \`${action ?? ''}\`; there are \`prove\` and \`verify\`.`);
    const verifying = { lockTimeoutMs: readLockTimeout(given), allPairs: given.switches.has('all-pairs') };
    const { verify } = await import('@akili/operations/verify');
    return await answer(options, host, (world, selection) => verify(world, selection, verifying));
  },
};
