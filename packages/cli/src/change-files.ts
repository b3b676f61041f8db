import { exitCodes, type ExitCode } from '@akili/diagnostics';
import type { Answer, OperationHost, Selection } from '@akili/operations';
import { applyPrepared, requireConsent } from './apply-prepared.ts';
import type { CommandArguments, GlobalOptions } from './arguments.ts';
import type { Flag } from './flag.ts';
import type { Host } from './host.ts';
import { lockTimeoutFlag, stageFlag, allowDestroyFlag, yesFlag } from './plan-flags.ts';
import { readAllowDestroy, readLockTimeout, readStage } from './plan-arguments.ts';
import { sayAside, sayResult } from './say.ts';
import { UsageError } from './usage-error.ts';
import { operate } from './with-operations.ts';

/** Flags of every action that writes manifests. */
export const changeFlags: readonly Flag[] = [
  { name: 'apply', about: 'plan and apply the change at once' },
  yesFlag,
  allowDestroyFlag,
  stageFlag,
  lockTimeoutFlag,
];

type Changed = Answer | { readonly refused: string };

/**
 * Runs an operation that writes manifests, and with `--apply` plans and applies what it is about, with the same consent
 * as `akili apply`. Where that follows, the engines' plan is shown in place of the comparison of files.
 */
export async function changeFiles(
  given: CommandArguments,
  options: GlobalOptions,
  host: Host,
  about: { readonly tenant: string; readonly product?: string },
  change: (host: OperationHost, selection: Selection) => Promise<Changed>,
): Promise<ExitCode> {
  const applies = readApplies(given, options, host);
  const changed = await operate(options, host, change);
  if ('refused' in changed) throw new UsageError(changed.refused);
  const { document, sourceOf, exitCode } = changed;
  if (!applies || document.kind !== 'written' || exitCode !== exitCodes.ok) {
    await sayResult(document, sourceOf, options, host);
    return exitCode;
  }
  const written = { kind: 'written', files: document.files, notes: document.notes } as const;
  if (options.format === 'text') {
    await sayResult(written, sourceOf, options, host);
    await host.stdout.write('\n');
  } else if (!options.quiet) await sayAside(written, sourceOf, options, host);
  return await applyAfterwards(given, options, host, about);
}

/** Whether the change is applied at once; refuses flags that only an apply reads, and an apply that nobody consents to. */
export function readApplies(given: CommandArguments, options: GlobalOptions, host: Host): boolean {
  if (given.switches.has('apply')) {
    requireConsent(given, options, host);
    return true;
  }
  if (readStage(given) !== undefined || given.switches.has('yes') || given.lists['allow-destroy'] !== undefined)
    throw new UsageError('`--yes`, `--stage` and `--allow-destroy` are only read with `--apply`.');
  return false;
}

/** Plans and applies a tenant, or one product of it, with the same consent as `akili apply`. */
export async function applyAfterwards(
  given: CommandArguments,
  options: GlobalOptions,
  host: Host,
  about: { readonly tenant: string; readonly product?: string },
): Promise<ExitCode> {
  const lockTimeoutMs = readLockTimeout(given);
  const stage = readStage(given);
  const { prepareApply } = await import('@akili/operations/apply');
  const scope = { ...options, tenants: [about.tenant], products: about.product === undefined ? [] : [about.product] };
  const prepared = await operate(scope, host, (world, selection) =>
    prepareApply(world, selection, {
      ...{ allowDestroy: readAllowDestroy(given), lockTimeoutMs, strictCommit: false },
      ...(stage === undefined ? {} : { stage }),
    }),
  );
  return await applyPrepared(prepared, given, options, host);
}
