import type { Command } from '../command.ts';
import { readLockTimeout } from '../plan-arguments.ts';
import { lockTimeoutFlag } from '../plan-flags.ts';
import { UsageError } from '../usage-error.ts';
import { answer } from '../with-operations.ts';

/** `akili run`. */
export const run: Command = {
  name: 'run',
  summary: 'run products on the embedded environment: load, build, check, publish, serve',
  description:
    'Does what the compute engine does in production: loads the inputs (from `fixtures/<input>.csv`, `.json` or `.parquet` of\nthe product, else from their connection: whole, or what lies beyond the cursor of the last load), builds each product\nbeside its table, runs its checks, and publishes it in one step only if no critical check stands against it. Then its view\nand its lookup table are filled, and its topics told. Products run after what they read; one that is not published holds\nback what reads it, and the rest goes on. A run that was killed leaves the last good data; the next one begins anew.\nExits 4 when a check held a product back or it is not applied, 1 when a run failed, 7 when others were published.',
  operands: [
    { name: '[PRODUCT...]', about: 'which: `name`, `name+` (with what reads it), `+name` (with what it reads)' },
  ],
  flags: [
    { name: 'select', value: 'PRODUCT', about: 'the same as an operand; may be repeated', repeatable: true },
    { name: 'full-refresh', about: 'load every input whole, whatever its cursor' },
    { name: 'no-fixtures', about: 'load from the connections, whatever fixtures there are' },
    { name: 'fail-fast', about: 'begin no further product after one that was not published' },
    lockTimeoutFlag,
  ],
  examples: [
    ['akili run', 'every product of every tenant, in the default environment'],
    ['akili run daily_revenue', 'one product'],
    ['akili run orders_clean+ --tenant acme-corp', 'one, and what reads it'],
    ['akili run +daily_revenue --full-refresh', 'one and what it reads, loaded from the beginning'],
  ],
  async run(given, options, host) {
    const lockTimeoutMs = readLockTimeout(given);
    const select = [...given.operands, ...(given.lists['select'] ?? [])];
    const operation = await import('@akili/operations/run');
    const problem = select.map(operation.selectorProblem).find((one) => one !== undefined);
    if (problem !== undefined) throw new UsageError(problem);
    return await answer(options, host, (world, selection) =>
      operation.run(world, selection, {
        ...{ select, lockTimeoutMs },
        fullRefresh: given.switches.has('full-refresh'),
        fixtures: !given.switches.has('no-fixtures'),
        failFast: given.switches.has('fail-fast'),
      }),
    );
  },
};
