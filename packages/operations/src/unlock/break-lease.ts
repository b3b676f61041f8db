import { exitCodes, type ExitCode } from '@akili/diagnostics';
import type { LeaseHolder, StateStore } from '@akili/resource';

/** A lease that was asked about: nobody has it, somebody has, or it was taken away from somebody. */
export interface AskedLease {
  readonly lease: 'free' | 'held' | 'unlocked';
  readonly holder?: LeaseHolder;
  readonly exitCode: ExitCode;
}

/**
 * Breaks the lease of a tenant, if whoever is asked agrees. Only the lease that was agreed to is broken: another one that
 * came meanwhile is left (exit 6), and so is every one of a store where leases free themselves.
 */
export async function breakLease(
  store: Pick<StateStore, 'holder' | 'unlock'>,
  tenant: string,
  agree: (held: AskedLease) => Promise<boolean>,
): Promise<AskedLease> {
  const free: AskedLease = { lease: 'free', exitCode: exitCodes.ok };
  const holder = await store.holder?.(tenant);
  if (holder === undefined) return free;
  const held: AskedLease = { lease: 'held', holder, exitCode: exitCodes.locked };
  if (store.unlock === undefined) return held;
  if (!(await agree(held))) return { ...held, exitCode: exitCodes.refused };
  if (await store.unlock(tenant, holder.token)) return { lease: 'unlocked', holder, exitCode: exitCodes.ok };
  const now = await store.holder?.(tenant);
  return now === undefined ? free : { ...held, holder: now };
}
