import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import { carryOut } from '../carry-out.ts';
import { consent } from '../consent.ts';
import type { GlobalOptions } from '../arguments.ts';
import { readAllowDestroy, readLockTimeout, readStage } from '../plan-arguments.ts';
import { allowDestroyFlag, lockTimeoutFlag, stageFlag, yesFlag } from '../plan-flags.ts';
import { UsageError } from '../usage-error.ts';
import { operate } from '../with-operations.ts';

/** `akili apply`. */
export const apply: Command = {
  name: 'apply',
  summary: 'make the engines what the repository declares',
  description:
    'Shows the plan, asks, and carries it out. With a saved plan exactly that one is carried out, and refused when\nanything moved since. Where nobody can be asked it needs --yes or a saved plan. A run that was stopped is resumed by the\nnext. Exits 5 for a stale plan, 6 when somebody else is at it, 7 when only part could be applied.',
  operands: [{ name: '[PLAN]', about: 'a plan that `akili plan --out` wrote' }],
  flags: [
    yesFlag,
    stageFlag,
    allowDestroyFlag,
    lockTimeoutFlag,
    { name: 'strict-commit', about: 'a saved plan must also be of the commit that is checked out' },
  ],
  examples: [
    ['akili apply', 'show the plan, ask, apply'],
    ['akili apply --yes', 'apply without asking, in a script'],
    ['akili apply plan.json', 'apply the plan that was reviewed'],
    ['akili apply --allow-destroy acme-corp/lookup.table/tenant_acme_corp__sales.daily_revenue', 'consent to one loss'],
  ],
  async run(given, options, host) {
    const lockTimeoutMs = readLockTimeout(given);
    const file = given.operands[0];
    const saved = file === undefined ? undefined : { name: file, text: readPlanFile(resolve(host.cwd, file), file) };
    const yes = given.switches.has('yes') || saved !== undefined;
    const stage = readStage(given);
    const operation = await import('@akili/operations/apply');
    if (saved !== undefined) refuseNarrowing(operation.savedScope(saved.text), options, saved.name);
    const prepared = await operate(options, host, (world, selection) =>
      operation.prepareApply(world, selection, {
        ...(saved === undefined ? {} : { saved }),
        ...(stage === undefined ? {} : { stage }),
        allowDestroy: readAllowDestroy(given),
        lockTimeoutMs,
        strictCommit: given.switches.has('strict-commit'),
      }),
    );
    try {
      const agree = (): Promise<boolean> =>
        yes
          ? Promise.resolve(true)
          : consent('Apply this plan?', 'Pass `--yes`, or a plan that `akili plan --out FILE` wrote.', options, host);
      return await carryOut(prepared, { agree, showPlan: saved === undefined }, options, host);
    } finally {
      await prepared.close();
    }
  },
};

/** A plan is carried out as it was reviewed: flags that would make it smaller are refused, never passed over. */
function refuseNarrowing(
  scope: { readonly tenants?: readonly string[]; readonly products?: readonly string[] } | undefined,
  { tenants, products }: GlobalOptions,
  name: string,
): void {
  if (scope === undefined) return;
  const asPlanned = (given: readonly string[], planned: readonly string[] = []): boolean =>
    given.length === 0 || [...new Set(given)].sort().join() === [...planned].sort().join();
  if (asPlanned(tenants, scope.tenants) && asPlanned(products, scope.products)) return;
  throw new UsageError(
    `\`--tenant\` and \`--product\` choose what is planned, and \`${name}\` was planned for another choice. Apply it as it is, or write a plan of that part: \`akili plan --tenant SLUG --out FILE\`.`,
  );
}

function readPlanFile(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `The plan \`${shown}\` cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`,
    );
  }
}
