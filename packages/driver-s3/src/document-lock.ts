import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '@akili/resource';
import type { ObjectStore } from './object-store.ts';

/** Who has the right to write the documents of the bucket says this object; it stays when it is given back. */
export const lockKey = 'akili-state/bucket-documents.lock';

const free = 'free';

/**
 * Runs `work` while no other process writes the bucket's policy or lifecycle: stores replace those whole, and have no
 * condition for it. The lock is an object that is written only if it has not moved, and given back by writing, since
 * removals know no condition. One that does not move for `patienceMs` is of a process that died, and is taken over:
 * what it guards takes milliseconds.
 */
export async function locked<T>(
  store: ObjectStore,
  signal: AbortSignal,
  work: () => Promise<T>,
  patienceMs = 30_000,
): Promise<T> {
  const etag = await take(store, signal, patienceMs);
  try {
    return await work();
  } finally {
    await store.replace(lockKey, free, etag, signal);
  }
}

async function take(store: ObjectStore, signal: AbortSignal, patienceMs: number): Promise<string> {
  const mine = randomUUID();
  const deadline = performance.now() + 4 * patienceMs;
  let seen: string | undefined;
  let since = performance.now();
  while (performance.now() < deadline) {
    const there = await store.read(lockKey, signal);
    // An answer that got lost: what lies there says who won.
    if (there?.text === mine) return there.etag;
    if (there?.etag !== seen) {
      seen = there?.etag;
      since = performance.now();
    }
    if (there === undefined || there.text === free || performance.now() - since > patienceMs) {
      const etag = await store.replace(lockKey, mine, there?.etag, signal);
      if (etag !== undefined) return etag;
    } else await sleep(20 + Math.random() * 60, undefined, { signal });
  }
  throw new EngineError('Other processes write the documents of the bucket all the time.', { retryable: true });
}
