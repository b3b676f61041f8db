import type { Command } from '../command.ts';
import { readLockTimeout } from '../plan-arguments.ts';
import { lockTimeoutFlag } from '../plan-flags.ts';
import { answer } from '../with-operations.ts';

/** `akili drift`. */
export const drift: Command = {
  name: 'drift',
  summary: 'say how the live engines differ from what is declared',
  description:
    'Compares the live engines with the repository: what is missing, changed, orphaned, or access that nobody declared.\nExits 2 when something differs, 8 when there is foreign access.',
  operands: [],
  flags: [lockTimeoutFlag],
  examples: [
    ['akili drift', 'everything, in the default environment'],
    ['akili drift --env production --format json', 'for a scheduled job'],
  ],
  async run(given, options, host) {
    const lockTimeoutMs = readLockTimeout(given);
    const operation = await import('@akili/operations/drift');
    return answer(options, host, (world, selection) => operation.drift(world, selection, { lockTimeoutMs }));
  },
};
