import type { Command } from '../command.ts';
import { carryOut } from '../carry-out.ts';
import { consent } from '../consent.ts';
import { readAllowDestroy, readLockTimeout } from '../plan-arguments.ts';
import { allowDestroyFlag, lockTimeoutFlag, yesFlag } from '../plan-flags.ts';
import { UsageError } from '../usage-error.ts';
import { operate } from '../with-operations.ts';

/** `akili destroy`. */
export const destroy: Command = {
  name: 'destroy',
  summary: 'remove what a tenant or a product has on the engines',
  description:
    'Plans the removal of what was chosen with --tenant or --product, shows it, asks, and carries it out. Every step that\nloses data needs --allow-destroy with its address besides; without it the plan is shown and refused (exit 4). Only what\ncarries the ownership mark is touched.',
  operands: [],
  flags: [allowDestroyFlag, yesFlag, lockTimeoutFlag],
  examples: [
    ['akili destroy --tenant acme-corp', 'show what would go, and what consent it needs'],
    [
      'akili destroy --tenant acme-corp --product daily_revenue --allow-destroy acme-corp/lookup.table/tenant_acme_corp__sales.daily_revenue',
      'remove one product, consenting to the loss of its table',
    ],
  ],
  async run(given, options, host) {
    if (options.tenants.length === 0) {
      throw new UsageError('`akili destroy` needs `--tenant SLUG`: it never removes everything at once.');
    }
    const lockTimeoutMs = readLockTimeout(given);
    const operation = await import('@akili/operations/destroy');
    const prepared = await operate(options, host, (world, selection) =>
      operation.prepareDestroy(world, selection, {
        allowDestroy: readAllowDestroy(given),
        lockTimeoutMs,
      }),
    );
    try {
      const agree = (): Promise<boolean> =>
        given.switches.has('yes')
          ? Promise.resolve(true)
          : consent('Remove all of this?', 'Pass `--yes`.', options, host);
      return await carryOut(prepared, { agree, showPlan: true }, options, host);
    } finally {
      await prepared.close();
    }
  },
};
