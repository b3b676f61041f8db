import type { Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { answer } from '../with-operations.ts';

/** `akili isolation`. */
export const isolation: Command = {
  name: 'isolation',
  summary: 'prove that no tenant reaches what is another one\'s',
  description:
    '`prove` lowers the whole repository to what its engines would hold and checks, statement by statement and tenant by\ntenant, that nothing crosses from one tenant to another. No engine is reached. Ends with 8 where a statement does not\nhold. The same proof is part of every plan.',
  operands: [{ name: '<action>', about: 'what to do', choices: ['prove'] }],
  flags: [],
  examples: [
    ['akili isolation prove', 'prove it for the default environment'],
    ['akili isolation prove --env production --format markdown', 'for people who review'],
  ],
  async run(given, options, host) {
    const [action] = given.operands;
    if (action !== 'prove') throw new UsageError(`\`akili isolation\` has no \`${action ?? ''}\`; there is \`prove\`.`);
    const { prove } = await import('@akili/operations/prove');
    return await answer(options, host, prove);
  },
};
