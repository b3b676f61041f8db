import { EngineError, type Address, type Resource } from '@akili/resource';
import { acme, fakeResource, globex } from '@akili/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { World } from './apply-world.ts';

/** What two tenants desire: tables in schemas on a role, topics that lean on anything made before them. */
const desired = fc
  .array(
    fc.record({
      tenant: fc.constantFrom(acme, globex),
      kind: fc.constantFrom('lookup.schema' as const, 'lookup.table' as const, 'events.topic' as const),
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      size: fc.integer({ min: 1, max: 3 }),
      leansOn: fc.nat(),
    }),
    { maxLength: 14 },
  )
  .map((drawn) => {
    const made = new Map<Address, Resource>();
    for (const { tenant, kind, name, size, leansOn } of drawn) {
      const earlier = [...made.values()].filter((one) => one.tenant === tenant && one.kind <= kind);
      const homes = earlier.filter((one) => one.kind === 'lookup.schema');
      const lean = earlier[leansOn % Math.max(1, earlier.length)];
      const home = kind === 'lookup.table' ? homes[leansOn % Math.max(1, homes.length)] : undefined;
      if (kind === 'lookup.table' && home === undefined) continue;
      const needed = lean?.address.includes(`/${kind}/`) === false ? [lean.address] : [];
      const resource = fakeResource(tenant, kind, name, {
        // What holds other things is never made anew: engines would refuse to drop it.
        ...{ size: kind === 'lookup.schema' ? 1 : size, dependsOn: needed },
        ...(home === undefined ? {} : { within: home.address }),
      });
      if (!made.has(resource.address)) made.set(resource.address, resource);
    }
    return [acme, globex].map((tenant) => [tenant, [...made.values()].filter((one) => one.tenant === tenant)] as const);
  });

test('between any two states: applied, there is nothing left to do', async () => {
  await fc.assert(
    fc.asyncProperty(desired, desired, async (first, second) => {
      const world = new World();
      for (const state of [first, second, first]) {
        const report = await world.apply(world.plan(state));
        expect(report.steps.filter(({ status }) => status !== 'applied')).toEqual([]);
        expect(world.plan(state).plan.changes).toEqual([]);
      }
    }),
    { numRuns: 150, seed: 20260301 },
  );
});

test('whatever fails on the way, the next plan and apply arrive', async () => {
  await fc.assert(
    fc.asyncProperty(
      desired,
      desired,
      fc.array(fc.constantFrom('fine', 'fine', 'before', 'after'), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      async (first, second, faults, parallelism) => {
        const world = new World();
        await world.apply(world.plan(first));
        let turn = 0;
        const fault = (place: string) => (): void => {
          if (place === 'before') turn += 1;
          if (faults[turn % faults.length] === place) throw new EngineError(`failed ${place} the effect`);
        };
        world.engine.faults = { before: fault('before'), after: fault('after') };
        await world.apply(world.plan(second), { parallelism });
        world.engine.faults = {};
        const report = await world.apply(world.plan(second), { parallelism });
        expect(report.steps.filter(({ status }) => status !== 'applied')).toEqual([]);
        expect(world.plan(second).plan.changes).toEqual([]);
        for (const [tenant, resources] of second)
          expect(world.state(tenant)?.resources.map(({ address }) => address) ?? []).toEqual(
            resources.map(({ address }) => address).sort(),
          );
      },
    ),
    { numRuns: 150, seed: 20260301 },
  );
});

test('what does not depend on a failed step is applied, what depends on it is pending', async () => {
  await fc.assert(
    fc.asyncProperty(desired, fc.nat(), async (state, pick) => {
      const world = new World();
      const planned = world.plan(state);
      const steps = planned.plan.changes.flatMap((change) => change.steps);
      const victim = steps[pick % Math.max(1, steps.length)];
      if (victim === undefined) return;
      world.engine.faults = {
        before: ({ id }) => {
          if (id === victim.id) throw new EngineError('no');
        },
      };
      const report = await world.apply(planned);
      const lost = new Set([victim.id]);
      for (const step of steps) if (step.after.some((id) => lost.has(id))) lost.add(step.id);
      const expected = steps.map(({ id }) => (id === victim.id ? 'failed' : lost.has(id) ? 'pending' : 'applied'));
      expect(report.steps.map(({ status }) => status)).toEqual(expected);
    }),
    { numRuns: 150, seed: 20260301 },
  );
});
