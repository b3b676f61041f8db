import type { Command } from '../command.ts';
import { readLockTimeout } from '../plan-arguments.ts';
import { lockTimeoutFlag } from '../plan-flags.ts';
import { UsageError } from '../usage-error.ts';
import { answer } from '../with-operations.ts';

/** `akili tenant`. */
export const tenant: Command = {
  name: 'tenant',
  summary: 'rotate the logins of a tenant',
  description:
    '`rotate SLUG` gives the tenant a new login on every engine of the environment: the new one is staged in the store of\nsecrets, accepted by the engine beside the old one, tried, put to use, and only then is the old one retired. At no moment\ndoes the secret name a login that does not work; killed at any point, the command goes on when it is run again. Where\nakili cannot write a secret, it says what to set where. No value is ever shown.',
  operands: [
    { name: '<action>', about: 'what to do', choices: ['rotate'] },
    { name: '<slug>', about: 'the tenant', names: 'tenant' },
  ],
  flags: [{ name: 'grace', about: 'leave the old logins accepted until the next apply' }, lockTimeoutFlag],
  examples: [
    ['akili tenant rotate acme-corp --env production', 'give acme-corp new logins'],
    ['akili tenant rotate acme-corp --env production --grace', 'and let the old ones work until the next apply'],
  ],
  async run(given, options, host) {
    const [action, slug] = given.operands;
    if (action !== 'rotate') throw new UsageError(`\`akili tenant\` has no \`${action ?? ''}\`; there is \`rotate\`.`);
    if (slug === undefined) throw new UsageError('`akili tenant rotate` needs the slug of a tenant.');
    const lockTimeoutMs = readLockTimeout(given);
    const grace = given.switches.has('grace');
    const { rotate } = await import('@akili/operations/rotate');
    return await answer(options, host, (world, selection) =>
      rotate(world, selection, { tenant: slug, grace, lockTimeoutMs }),
    );
  },
};
