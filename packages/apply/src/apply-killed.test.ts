import { verifyFresh } from '@akili/plan';
import { recordOf, type Resource } from '@akili/resource';
import { acme, fakeResource, globex, platform } from '@akili/testkit';
import { describe, expect, test } from 'vitest';
import { World } from './apply-world.ts';
import { foldJournal } from './fold-journal.ts';

const shared = fakeResource(platform, 'lookup.schema', 'control');
const role = fakeResource(acme, 'lookup.role', 'reader', { dependsOn: [shared.address] });
const sales = fakeResource(acme, 'lookup.schema', 'sales', { dependsOn: [role.address] });
const table = (size: number): Resource =>
  fakeResource(acme, 'lookup.table', 'revenue', { size, within: sales.address });
const shrunk = fakeResource(acme, 'lookup.table', 'orders', { size: 1, within: sales.address });
const large = fakeResource(acme, 'lookup.table', 'orders', { size: 9, within: sales.address });
const gone = fakeResource(acme, 'lookup.table', 'gone', { within: sales.address });
const other = fakeResource(globex, 'events.topic', 'clicks');

type Desired = Parameters<World['plan']>[0];
const before: Desired = [
  [platform, [shared]],
  [acme, [role, sales, table(1), large, gone]],
  [globex, []],
];
const after: Desired = [
  [platform, [shared]],
  [acme, [role, sales, table(4), shrunk]],
  [globex, [other]],
];

/** What must be true once everything is applied. */
function expectConverged(world: World, desired: Desired): void {
  const planned = world.plan(desired);
  expect(planned.plan.changes).toEqual([]);
  expect(planned.findings).toEqual([]);
  for (const [tenant, resources] of desired) {
    const records = resources.map(recordOf).toSorted((a, b) => (a.address < b.address ? -1 : 1));
    expect(world.state(tenant)?.resources ?? []).toEqual(records);
  }
}

/** Journal and engine may differ by one step in flight, never the other way round. */
function expectConsistent(world: World): void {
  const effects = new Set(world.engine.effects);
  for (const tenant of [platform, acme, globex]) {
    const intents = new Set<string>();
    for (const entry of world.journal(tenant)) {
      if (entry.event === 'intent') intents.add(entry.step);
      if (entry.event !== 'done') continue;
      expect(effects).toContain(entry.step);
      expect(intents).toContain(entry.step);
    }
  }
}

describe.each([1, 4])('killed at any point, %i steps at a time', (parallelism) => {
  test('a new plan and its apply finish the work', async () => {
    let deaths = 0;
    for (let death = 1; ; death += 1) {
      const world = new World();
      await world.apply(world.plan(before));
      const died = await world.applyAndDie(world.plan(after), death, { parallelism });
      expectConsistent(world);
      await world.apply(world.plan(after), { parallelism });
      expectConverged(world, after);
      if (!died) break;
      deaths = death;
    }
    // Three tenants' records, and four points around each of the eight steps.
    expect(deaths).toBeGreaterThan(32);
  });

  test('a saved plan goes on where it stopped, without doing again what was done', async () => {
    for (let death = 1; ; death += 1) {
      const world = new World();
      await world.apply(world.plan(before));
      const saved = world.plan(after);
      world.engine.effects.length = 0;
      const died = await world.applyAndDie(saved, death, { parallelism, resume: true });
      const journals = new Map([platform, acme, globex].map(({ slug }) => [slug, world.disk.journals.get(slug) ?? []]));
      const folded = [...journals].map(([slug, entries]) => [slug, foldJournal(entries, saved.plan.digest)] as const);
      const done = new Set(folded.flatMap(([, journal]) => [...journal.done]));
      const fresh = verifyFresh(saved.plan, {
        plan: world.plan(after).plan,
        resumed: new Set(folded.flatMap(([slug, { resumed }]) => (resumed ? [slug] : []))),
        begun: new Set(folded.flatMap(([, { begun }]) => [...begun])),
        done,
        strictCommit: false,
      });
      expect(fresh).toEqual([]);
      const report = await world.apply(saved, { parallelism, resume: true });
      const steps = saved.plan.changes.flatMap((change) => change.steps).length;
      expect(report.summary).toEqual({ applied: steps, failed: 0, pending: 0 });
      for (const id of done) expect(world.engine.effects.filter((effect) => effect === id).length).toBe(1);
      expectConverged(world, after);
      if (!died) break;
    }
  });

  test('killed again and again, it still arrives', async () => {
    const world = new World();
    await world.apply(world.plan(before));
    const saved = world.plan(after);
    let runs = 0;
    for (let died = true; died; runs += 1) {
      expect(runs).toBeLessThan(60);
      // Long enough each time for the first steps to be recorded.
      died = await world.applyAndDie(saved, 2 + 4 * parallelism, { parallelism, resume: true });
    }
    expect(runs).toBeGreaterThan(2);
    expectConverged(world, after);
  });
});

test('what a saved plan applied and somebody undid since is not taken for done', async () => {
  const world = new World();
  const saved = world.plan(after);
  await world.apply(saved, { resume: true });
  world.engine.things.delete(other.address);
  const { begun, done } = foldJournal(world.journal(globex), saved.plan.digest);
  const basis = { begun, done, strictCommit: false, resumed: new Set(['platform', 'acme-corp', 'globex-inc']) };
  const now = world.plan(after).plan;
  expect(verifyFresh(saved.plan, { ...basis, plan: now }).map(({ code }) => code)).toContain('PLN104');
});
