import { acme, FakeEngine, fakeInput, fakeResource, fakeTenant } from '@akili/testkit';
import { recordOf, specDigest } from '@akili/resource';
import type { Resource, ResourceType, TenantState } from '@akili/resource';
import { expect, test } from 'vitest';
import { drift } from './drift.ts';
import { driftExitCode } from './plan-exit-code.ts';

const thing = (name: string, size = 1) => fakeResource(acme, 'events.topic', name, { size });

function put(engine: FakeEngine, name: string, marked: boolean, size = 1): void {
  const resource = thing(name);
  const { address, kind } = resource;
  const mark = marked ? { tenantId: acme.id, digest: specDigest(resource) } : undefined;
  engine.things.set(address, {
    address,
    kind,
    name: resource.name,
    value: { size, within: null, finished: true },
    mark,
  });
}

test('missing, changed, orphaned and foreign are told apart; foreign things have no steps and end with 8', () => {
  const engine = new FakeEngine();
  put(engine, 'same', true);
  put(engine, 'grown', true);
  put(engine, 'left', true);
  put(engine, 'alien', false);
  const desired = [thing('same'), thing('grown', 2), thing('new')];
  const { plan, findings } = drift(fakeInput([fakeTenant(acme, desired, engine)]));
  expect(
    plan.changes.map(({ address, class: kind, steps }) => [address.split('.').at(-1), kind, steps.length]),
  ).toEqual([
    ['grown', 'changed', 2],
    ['new', 'missing', 2],
    ['left', 'orphaned', 1],
    ['alien', 'foreign', 0],
  ]);
  expect(plan.summary).toEqual({ create: 1, update: 1, replace: 0, delete: 1, unchanged: 1 });
  expect(findings.map(({ code }) => code)).toEqual(['ISO208']);
  expect(driftExitCode(plan)).toBe(8);
});

test('what is in the way of a declared thing without a mark is foreign too', () => {
  const engine = new FakeEngine();
  put(engine, 'new', false);
  const { plan, findings } = drift(fakeInput([fakeTenant(acme, [thing('new')], engine)]));
  expect(plan.changes.map(({ class: kind, steps }) => [kind, steps])).toEqual([['foreign', []]]);
  expect(findings.map(({ code }) => code)).toEqual(['PLN101', 'ISO208']);
  expect(driftExitCode(plan)).toBe(8);
});

/** A type of which every thing differs by one grant. */
function grantsType(foreign: boolean): ResourceType {
  return {
    ...{ kind: 'events.topic', rank: 70 },
    expect: ({ spec }: Resource) => spec,
    diff: () => ({
      ...{ op: 'update', reason: 'grants: - SELECT to PUBLIC', before: null, after: null },
      steps: [{ summary: 'change grants', risk: 'security', credential: 'tenant', request: {} }],
      ...(foreign ? { foreign } : {}),
    }),
    run: () => Promise.resolve(),
  };
}

/** Class, findings and exit code of a drift in which the live mark is that of size 1. */
function accessDrift(size: number, foreign: boolean, state?: TenantState) {
  const engine = new FakeEngine();
  put(engine, 'orders', true);
  const types = new Map([['events.topic', grantsType(foreign)]]);
  const { plan, findings } = drift({ ...fakeInput([fakeTenant(acme, [thing('orders', size)], engine, state)]), types });
  return [plan.changes.map((change) => change.class), findings.map(({ code }) => code), driftExitCode(plan)];
}

test('access that was given by hand is foreign', () => {
  expect(accessDrift(1, true)).toEqual([['foreign'], ['ISO209'], 8]);
});

test('declared access that was taken away by hand is an ordinary change', () => {
  expect(accessDrift(1, false)).toEqual([['changed'], [], 2]);
});

test('a new declaration that takes access away is no foreign access', () => {
  expect(accessDrift(2, true)).toEqual([['changed'], [], 2]);
});

test('access that was given by hand is foreign although the mark was changed with it', () => {
  const resources = [recordOf(thing('orders', 2))];
  const about = { environment: 'local', tenant: acme.slug, tenantId: acme.id, serial: 1, status: 'active' as const };
  expect(accessDrift(2, true, { formatVersion: 1, ...about, resources })).toEqual([['foreign'], ['ISO209'], 8]);
});

test('without anything foreign a difference ends with 2, and none with 0', () => {
  const engine = new FakeEngine();
  put(engine, 'same', true);
  expect(driftExitCode(drift(fakeInput([fakeTenant(acme, [thing('same')], engine)])).plan)).toBe(0);
  const changed = drift(fakeInput([fakeTenant(acme, [thing('same', 5)], engine)]));
  expect([driftExitCode(changed.plan), changed.findings]).toEqual([2, []]);
});

test('what an archived tenant still has is no drift', () => {
  const engine = new FakeEngine();
  put(engine, 'left', true);
  const { plan } = drift(fakeInput([{ ...fakeTenant(acme, [], engine), status: 'removed' }]));
  expect([plan.changes, driftExitCode(plan)]).toEqual([[], 0]);
});
