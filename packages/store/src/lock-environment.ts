import { basename, join } from 'node:path';
import { takeLock } from './lock/take-lock.ts';
import type { Processes } from './lock/processes.ts';

export interface EnvironmentLock {
  /** Larger for each holder. */
  readonly token: number;
  release(): Promise<void>;
}

/**
 * The one lock of an embedded environment, for every command that opens its engines: two processes on one PGlite
 * directory both succeed and lose each other's rows. `directory` is the environment's folder; the lock lives in
 * `lock/` in it, outside of every engine's own folder. Survives `kill -9` (nothing has to be removed by hand) and a
 * process number that is used again. Throws LockedError, naming the holder and since when, after `timeoutMs`.
 */
export async function lockEnvironment(
  directory: string,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal; readonly processes?: Processes },
): Promise<EnvironmentLock> {
  const lock = await takeLock(join(directory, 'lock'), { ...options, what: `environment ${basename(directory)}` });
  return {
    token: lock.token,
    release: () => Promise.resolve(lock.release()),
  };
}
