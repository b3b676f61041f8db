import { acme, FakeEngine, fakeInput, fakeResource, fakeTenant, globex, platform } from '@akili/testkit';
import type { Address, Resource, TenantIdentity } from '@akili/resource';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observedFromBase } from './observed-from-base.ts';
import { plan } from './plan.ts';
import { readPlan } from './read-plan.ts';
import { writePlan } from './write-plan.ts';

const kinds = ['lookup.role', 'lookup.schema', 'lookup.table', 'events.topic'] as const;
const tenants = [platform, acme, globex];

/** Resources whose edges lead to anything earlier of the same tenant or the platform, of whatever rank. */
const graph = fc
  .array(fc.tuple(fc.nat(2), fc.nat(3), fc.array(fc.nat(), { maxLength: 3 })), { maxLength: 25 })
  .map((drawn) => {
    const made: Resource[] = [];
    for (const [index, [tenantIndex, kindIndex, edges]] of drawn.entries()) {
      const tenant = tenants[tenantIndex] as TenantIdentity;
      const reach = made.filter((one) => one.tenant === tenant || one.tenant === platform);
      const dependsOn = reach.length === 0 ? [] : edges.map((edge) => (reach[edge % reach.length] as Resource).address);
      made.push(fakeResource(tenant, kinds[kindIndex] as (typeof kinds)[number], `r${index}`, { dependsOn }));
    }
    return made;
  });

const inputOf = (desired: readonly Resource[], live: readonly Resource[], order = tenants) => {
  const engine = new FakeEngine();
  const input = fakeInput(
    order.map((tenant) =>
      fakeTenant(
        tenant,
        desired.filter((one) => one.tenant === tenant),
        engine,
      ),
    ),
    live.map(({ address }) => address),
  );
  const observed = observedFromBase(live, input.types);
  return {
    ...input,
    tenants: input.tenants.map((tenant) => ({
      ...tenant,
      observed: observed.filter(({ address }) => address.startsWith(`${tenant.identity.slug}/`)),
    })),
  };
};

test('every change stands after what it depends on, and its steps wait for exactly that', () => {
  fc.assert(
    fc.property(graph, (desired) => {
      const { changes } = plan(inputOf(desired, [])).plan;
      expect(changes.length).toBe(desired.length);
      const seen = new Set<Address>();
      for (const change of changes) {
        const needed = desired.find(({ address }) => address === change.address)?.dependsOn ?? [];
        for (const address of needed) expect(seen).toContain(address);
        expect(change.steps[0]?.after.map((id) => id.split('#')[0])).toEqual([...needed].sort());
        seen.add(change.address);
      }
    }),
    { seed: 20260301 },
  );
});

test('the order in which things are given changes no byte', () => {
  fc.assert(
    fc.property(graph, graph, fc.boolean(), (desired, live, reverse) => {
      const once = writePlan(plan(inputOf(desired, live)).plan);
      const order = reverse ? tenants.toReversed() : [globex, platform, acme];
      expect(writePlan(plan(inputOf(desired.toReversed(), live.toReversed(), order)).plan)).toBe(once);
      expect(readPlan(once).findings).toEqual([]);
    }),
    { seed: 20260301 },
  );
});

test('against what was applied there is nothing to do, and nothing is claimed twice', () => {
  fc.assert(
    fc.property(graph, (desired) => {
      const { plan: made, findings } = plan(inputOf(desired, desired));
      expect([made.changes, findings]).toEqual([[], []]);
      expect(made.summary.unchanged).toBe(desired.length);
    }),
    { seed: 20260301 },
  );
});

test('between two states every address is created, deleted or kept, and the proof holds', () => {
  fc.assert(
    fc.property(graph, graph, (desired, live) => {
      const { plan: made } = plan(inputOf(desired, live));
      const wanted = new Set(desired.map(({ address }) => address));
      const had = new Set(live.map(({ address }) => address));
      for (const { address, op } of made.changes)
        expect(op === 'delete').toBe(had.has(address) && !wanted.has(address));
      const created = made.changes.filter(({ op }) => op === 'create').map(({ address }) => address);
      expect(created.toSorted()).toEqual([...wanted].filter((address) => !had.has(address)).sort());
      expect(made.isolation.violations).toEqual([]);
    }),
    { seed: 20260301 },
  );
});
