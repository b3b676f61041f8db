import { existsSync, mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LockedError, type LeaseHolder } from '@akili/resource';
import { claimGeneration, fileOf, isAbandoned, isNewest, newestGeneration, releaseGeneration } from './generations.ts';
import { describeHolder, type Holder } from './holder.ts';
import { refusedFolder } from '../refused-folder.ts';
import { holderOf, isGone, thisMachine, type Processes } from './processes.ts';

/** A lock that is held. */
export interface HeldLock {
  /** Grows with every holder: the fencing token. */
  readonly token: number;
  /** False once somebody has taken the lock over. */
  isHeld(): boolean;
  /** May be called more than once. */
  release(): void;
}

export interface LockOptions {
  /** How long to wait for another holder; 0 does not wait. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** For the message: `environment local`. */
  readonly what: string;
  readonly processes?: Processes;
}

/** Milliseconds between two looks at a lock that somebody else holds: short at first. */
const patience = [5, 10, 20, 40, 80, 100];

/**
 * Takes a lock that processes share through a folder. Holders that died are noticed at once, without a wait for
 * anything to expire; two processes never hold it together, nor two parts of one. Throws LockedError after the
 * timeout, FindingError where the folder cannot be used, and the signal's reason when it is aborted.
 */
export async function takeLock(folder: string, options: LockOptions): Promise<HeldLock> {
  try {
    return await take(folder, options);
  } catch (error) {
    throw refusedFolder(folder, error);
  }
}

/** Who holds a lock, as far as it can be seen from here; undefined: nobody. */
export function lockHolder(folder: string, processes = thisMachine()): LeaseHolder | undefined {
  if (!existsSync(folder)) return undefined;
  const { number, holder } = newestGeneration(folder);
  if (isFree(folder, number, holder, processes)) return undefined;
  if (holder === undefined) return { token: number, holder: fileOf(folder, number), since: undefined };
  return { token: number, holder: `${holder.host} (process ${holder.pid})`, since: holder.since };
}

async function take(folder: string, options: LockOptions): Promise<HeldLock> {
  const { timeoutMs, signal, what, processes = thisMachine() } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const until = performance.now() + timeoutMs;
  for (let round = 0; ; round += 1) {
    signal.throwIfAborted();
    const newest = newestGeneration(folder);
    if (isFree(folder, newest.number, newest.holder, processes)) {
      const holder = holderOf(processes, new Date().toISOString());
      if (claimGeneration(folder, newest.number + 1, holder)) return held(folder, newest.number + 1, holder);
      continue;
    }
    const left = until - performance.now();
    if (left <= 0) throw lockedBy(folder, newest.number, newest.holder, what, processes);
    await sleep(Math.min(left, patience[Math.min(round, patience.length - 1)] as number), undefined, { signal });
  }
}

function isFree(folder: string, number: number, holder: Holder | undefined, processes: Processes): boolean {
  if (number === 0) return true;
  return holder === undefined ? isAbandoned(folder, number, Date.now()) : isGone(holder, processes);
}

function held(folder: string, token: number, holder: Holder): HeldLock {
  let released = false;
  return {
    token,
    isHeld: () => !released && isNewest(folder, token),
    release() {
      if (released) return;
      released = true;
      if (isNewest(folder, token)) releaseGeneration(folder, token, holder);
    },
  };
}

function lockedBy(
  folder: string,
  number: number,
  holder: Holder | undefined,
  what: string,
  processes: Processes,
): LockedError {
  if (holder === undefined)
    return locked(what, `${fileOf(folder, number)}, which cannot be read: remove it if no akili runs`);
  const who = describeHolder(holder, processes.host);
  const isElsewhere = holder.boot !== processes.boot || holder.pidSpace !== processes.pidSpace;
  if (!isElsewhere) return locked(what, who);
  const wayOut = `another machine or container, whose processes cannot be seen from here: if it is gone, remove ${fileOf(folder, number)}`;
  return locked(what, `${who}, ${wayOut}`);
}

function locked(what: string, holder: string): LockedError {
  return new LockedError(`${what} is held by ${holder}.`, holder);
}
