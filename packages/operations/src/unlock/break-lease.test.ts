import type { LeaseHolder } from '@akili/resource';
import { expect, test } from 'vitest';
import { breakLease } from './break-lease.ts';

const holder: LeaseHolder = { token: 3, holder: 'somewhere (process 7)', since: '2026-03-01T10:00:00.000Z' };
const yes = (): Promise<boolean> => Promise.resolve(true);

/** A store in which this one has the lease. */
function storeOf(first: LeaseHolder | undefined) {
  let now = first;
  return {
    holder: () => Promise.resolve(now),
    unlock: (_: string, token: number) => {
      const isSame = now?.token === token;
      if (isSame) now = undefined;
      return Promise.resolve(isSame);
    },
    become: (next: LeaseHolder | undefined) => (now = next),
  };
}

test('where nobody has the lease nobody is asked', async () => {
  const asked = await breakLease(storeOf(undefined), 'acme-corp', () => Promise.reject(new Error('asked')));
  expect(asked).toEqual({ lease: 'free', exitCode: 0 });
});

test('whoever agrees was told of the holder, and breaks its lease', async () => {
  const store = storeOf(holder);
  const told: unknown[] = [];
  const broken = await breakLease(store, 'acme-corp', (held) => Promise.resolve(told.push(held.holder) > 0));
  expect([broken, told, await store.holder()]).toEqual([
    { lease: 'unlocked', holder, exitCode: 0 },
    [holder],
    undefined,
  ]);
});

test('without consent it stays: exit code 4', async () => {
  const store = storeOf(holder);
  const kept = await breakLease(store, 'acme-corp', () => Promise.resolve(false));
  expect([kept, await store.holder()]).toEqual([{ lease: 'held', holder, exitCode: 4 }, holder]);
});

test('another lease that came while somebody thought about it is left: exit code 6', async () => {
  const store = storeOf(holder);
  const next = { ...holder, token: 4 };
  const left = await breakLease(store, 'acme-corp', () => Promise.resolve(store.become(next) !== undefined));
  expect([left, await store.holder()]).toEqual([{ lease: 'held', holder: next, exitCode: 6 }, next]);
});

test('a lease that was given back while somebody thought about it is free', async () => {
  const store = storeOf(holder);
  const freed = await breakLease(store, 'acme-corp', () => Promise.resolve(store.become(undefined) === undefined));
  expect(freed).toEqual({ lease: 'free', exitCode: 0 });
});

test('where leases free themselves nothing is broken: exit code 6', async () => {
  const store = { holder: () => Promise.resolve(holder) };
  expect(await breakLease(store, 'acme-corp', yes)).toEqual({ lease: 'held', holder, exitCode: 6 });
});
