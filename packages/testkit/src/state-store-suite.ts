import { LockedError } from '@akili/resource';
import type { JournalEntry, StateStore, TenantState } from '@akili/resource';
import { afterEach, describe, expect, test } from 'vitest';

/** Where a store keeps its things: `open` gives what another process would get, on the same things. */
export interface StateStorePlace {
  open(): Promise<StateStore>;
  dispose(): Promise<void>;
}

const tenant = 'acme-corp';
const tenantId = '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d';
const at = '2026-03-01T10:00:00.000Z';
const waiting = { timeoutMs: 10_000, signal: new AbortController().signal };
const impatient = { timeoutMs: 0, signal: new AbortController().signal };

function state(serial: number, over: Partial<TenantState> = {}): TenantState {
  const address = `${over.tenant ?? tenant}/events.topic/acme-corp.orders.data.available`;
  return {
    ...{ formatVersion: 1, environment: 'local', tenant, tenantId, serial, status: 'active' },
    resources: [{ address, kind: 'events.topic', digest: `sha256:${serial}`, dependsOn: [], product: 'orders' }],
    ...over,
  };
}
const begin = (planDigest: string, run = 'r1'): JournalEntry => ({ event: 'begin', run, planDigest, tenant, at });
const intent = (step: string, run = 'r1'): JournalEntry => ({ event: 'intent', run, step, at });
const done = (step: string, run = 'r1'): JournalEntry => ({ event: 'done', run, step, at });

/** Holds a state store of environment `local` to its contract. Call it at the top level of a test file. */
export function describeStateStore(name: string, makePlace: () => Promise<StateStorePlace>): void {
  describe(name, () => {
    const places: StateStorePlace[] = [];
    const place = async (): Promise<StateStorePlace> => {
      const made = await makePlace();
      places.push(made);
      return made;
    };
    afterEach(async () => {
      for (const made of places.splice(0)) await made.dispose();
    });

    test('a store that was never written reads as empty', async () => {
      const store = await (await place()).open();
      expect([await store.read(tenant), await store.tenants(), await store.journal(tenant)]).toEqual([
        undefined,
        [],
        [],
      ]);
    });

    test('what was written is read back by another process, whole', async () => {
      const shared = await place();
      const store = await shared.open();
      const lease = await store.lease(tenant, waiting);
      await store.write(state(1), lease);
      await store.write(state(2, { status: 'archived', resources: [] }), lease);
      await lease.release();
      const other = await shared.open();
      expect(await other.read(tenant)).toEqual(state(2, { status: 'archived', resources: [] }));
    });

    test('tenants are kept apart and listed in order', async () => {
      const store = await (await place()).open();
      for (const slug of ['globex-inc', 'acme-corp', 'platform', 'acme']) {
        const lease = await store.lease(slug, waiting);
        await store.write(state(1, { tenant: slug }), lease);
      }
      expect(await store.tenants()).toEqual(['acme', 'acme-corp', 'globex-inc', 'platform']);
      expect((await store.read('acme'))?.tenant).toBe('acme');
    });

    test('a serial that does not follow the stored one is refused, and nothing is written', async () => {
      const store = await (await place()).open();
      const lease = await store.lease(tenant, waiting);
      await expect(store.write(state(2), lease)).rejects.toThrow(LockedError);
      await store.write(state(1), lease);
      await expect(store.write(state(1), lease)).rejects.toThrow(LockedError);
      await expect(store.write(state(3), lease)).rejects.toThrow(LockedError);
      expect(await store.read(tenant)).toEqual(state(1));
    });

    test('only one holds a lease; the next gets a larger token', async () => {
      const shared = await place();
      const first = await (await shared.open()).lease(tenant, waiting);
      const other = await shared.open();
      await expect(other.lease(tenant, impatient)).rejects.toThrow(LockedError);
      const next = other.lease(tenant, waiting);
      await first.release();
      expect((await next).token).toBeGreaterThan(first.token);
    });

    test('leases of different tenants do not meet', async () => {
      const store = await (await place()).open();
      await store.lease('acme', waiting);
      expect((await store.lease('acme-corp', impatient)).token).toBeGreaterThan(0);
    });

    test('waiting for a lease ends with the signal', async () => {
      const shared = await place();
      await (await shared.open()).lease(tenant, waiting);
      const controller = new AbortController();
      const asked = (await shared.open()).lease(tenant, { timeoutMs: 60_000, signal: controller.signal });
      controller.abort(new Error('interrupted'));
      await expect(asked).rejects.toThrow();
    });

    test('whoever gave the lease back writes nothing any more', async () => {
      const shared = await place();
      const store = await shared.open();
      const old = await store.lease(tenant, waiting);
      await old.release();
      const lease = await (await shared.open()).lease(tenant, waiting);
      await expect(store.write(state(1), old)).rejects.toThrow(LockedError);
      await expect(store.append(tenant, begin('sha256:a'), old)).rejects.toThrow(LockedError);
      expect([await store.read(tenant), await store.journal(tenant)]).toEqual([undefined, []]);
      await lease.release();
    });

    test('another process is told who holds the lease, and of nobody where it was given back', async () => {
      const shared = await place();
      const [store, other] = [await shared.open(), await shared.open()];
      expect(await other.holder?.(tenant)).toBeUndefined();
      const lease = await store.lease(tenant, waiting);
      const holder = await other.holder?.(tenant);
      expect(holder?.token).toBe(lease.token);
      expect(holder?.holder).toMatch(/process/);
      expect(holder?.since ?? at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
      expect(await other.holder?.('globex-inc')).toBeUndefined();
      await lease.release();
      expect(await other.holder?.(tenant)).toBeUndefined();
    });

    test('a holder that lives and whose lease is broken writes nothing any more', async ({ skip }) => {
      const shared = await place();
      const [store, other] = [await shared.open(), await shared.open()];
      // Where the death of a process frees its lease there is nothing to break.
      if (other.unlock === undefined) return skip();
      const old = await store.lease(tenant, waiting);
      await store.write(state(1), old);
      await store.append(tenant, begin('sha256:a'), old);
      expect(await other.unlock(tenant, old.token + 1)).toBe(false);
      expect(await other.unlock(tenant, old.token)).toBe(true);
      await expect(store.write(state(2), old)).rejects.toThrow(LockedError);
      await expect(store.append(tenant, intent('late#1'), old)).rejects.toThrow(LockedError);
      expect(await other.holder?.(tenant)).toBeUndefined();
      expect(await other.unlock(tenant, old.token)).toBe(false);
      const lease = await other.lease(tenant, impatient);
      expect(lease.token).toBeGreaterThan(old.token);
      // Giving back what was taken away takes it from nobody.
      await old.release();
      expect((await store.holder?.(tenant))?.token).toBe(lease.token);
      await other.write(state(2), lease);
      expect([(await other.read(tenant))?.serial, await other.journal(tenant)]).toEqual([2, [begin('sha256:a')]]);
    });

    test('of many who want the lease at once, each has it alone', async () => {
      const shared = await place();
      let holders = 0;
      const tokens = await Promise.all(
        Array.from({ length: 8 }, async () => {
          const lease = await (await shared.open()).lease(tenant, waiting);
          holders += 1;
          expect(holders).toBe(1);
          await new Promise((resolve) => setTimeout(resolve, 3));
          holders -= 1;
          await lease.release();
          return lease.token;
        }),
      );
      expect(new Set(tokens).size).toBe(8);
    });

    test('the journal gives entries back in order, to another process too', async () => {
      const shared = await place();
      const store = await shared.open();
      const lease = await store.lease(tenant, waiting);
      const failed: JournalEntry = { event: 'failed', run: 'r1', step: 'b#1', message: 'no "space"\nleft ✗', at };
      const entries = [begin('sha256:a'), intent('a#1'), done('a#1'), intent('b#1'), failed];
      for (const entry of entries) await store.append(tenant, entry, lease);
      expect(await store.journal(tenant)).toEqual(entries);
      expect(await (await shared.open()).journal(tenant)).toEqual(entries);
      expect(await store.journal('globex-inc')).toEqual([]);
    });

    test('entries that are given at the same time are all kept, in the order they were given', async () => {
      const store = await (await place()).open();
      const lease = await store.lease(tenant, waiting);
      const entries = [begin('sha256:a'), ...Array.from({ length: 200 }, (_, n) => intent(`step#${n}`))];
      await Promise.all(entries.map((entry) => store.append(tenant, entry, lease)));
      expect(await store.journal(tenant)).toEqual(entries);
    });

    test('runs of one plan stay together, and another plan begins a journal of its own', async () => {
      const shared = await place();
      const first = [begin('sha256:a'), intent('a#1'), done('a#1')];
      const second = [begin('sha256:a', 'r2'), intent('b#1', 'r2')];
      const write = async (entries: readonly JournalEntry[]): Promise<readonly JournalEntry[]> => {
        const store = await shared.open();
        const lease = await store.lease(tenant, waiting);
        for (const entry of entries) await store.append(tenant, entry, lease);
        await lease.release();
        return store.journal(tenant);
      };
      await write(first);
      expect(await write(second)).toEqual([...first, ...second]);
      const other = [begin('sha256:b', 'r3'), intent('c#1', 'r3')];
      expect(await write(other)).toEqual(other);
    });

    test('the journal opens anew after somebody else wrote it', async () => {
      const shared = await place();
      const [one, two] = [await shared.open(), await shared.open()];
      const entries: readonly (readonly [StateStore, JournalEntry])[] = [
        [one, begin('sha256:a')],
        [two, begin('sha256:b', 'r2')],
        [one, begin('sha256:b', 'r3')],
      ];
      for (const [store, entry] of entries) {
        const lease = await store.lease(tenant, waiting);
        await store.append(tenant, entry, lease);
        await lease.release();
      }
      expect(await two.journal(tenant)).toEqual([begin('sha256:b', 'r2'), begin('sha256:b', 'r3')]);
    });
  });
}
