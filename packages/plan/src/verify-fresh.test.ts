import { acme, FakeEngine, fakeInput, fakeResource, fakeTenant } from '@akili/testkit';
import type { Resource, TenantState } from '@akili/resource';
import { expect, test } from 'vitest';
import type { Plan } from './document.ts';
import { plan } from './plan.ts';
import { refusalExitCode } from './plan-exit-code.ts';
import { verifyFresh, type CurrentBasis } from './verify-fresh.ts';

const topic = (name: string, size = 1): Resource => fakeResource(acme, 'events.topic', name, { size });
const engine = new FakeEngine();
type Tenant = ReturnType<typeof fakeTenant>;
type Input = ReturnType<typeof fakeInput>;
const make = (desired: readonly Resource[], tenant: Partial<Tenant> = {}, input: Partial<Input> = {}): Plan =>
  plan({ ...fakeInput([{ ...fakeTenant(acme, desired, engine), ...tenant }]), ...input }).plan;
const nothing: Omit<CurrentBasis, 'plan'> = {
  begun: new Set(),
  done: new Set(),
  resumed: new Set(),
  strictCommit: false,
};
const codes = (saved: Plan, now: Plan, over: Partial<CurrentBasis> = {}): readonly (readonly [string, number])[] =>
  verifyFresh(saved, { ...nothing, plan: now, ...over }).map((one) => [one.code, refusalExitCode([one])]);
const saved = make([topic('a'), topic('b')]);

test('a plan that would be made the same now is fresh', () => {
  expect(codes(saved, make([topic('b'), topic('a')]))).toEqual([]);
});

test('changed manifests, a moved state, another environment are stale', () => {
  const inputDigest = `sha256:${'1'.repeat(64)}`;
  const state: TenantState = {
    ...{ formatVersion: 1, environment: 'local', tenant: acme.slug, tenantId: acme.id },
    ...{ serial: 2, status: 'active', resources: [] },
  };
  expect(codes(saved, make([topic('a'), topic('b')], { inputDigest }))).toEqual([['PLN102', 5]]);
  expect(codes(saved, make([topic('a'), topic('b')], { state }))).toEqual([['PLN103', 5]]);
  expect(codes(saved, make([topic('a'), topic('b')], {}, { environment: 'production' }))).toEqual([['PLN105', 5]]);
});

test('what a resumed plan has done and somebody changed since is stale', () => {
  const ids = saved.changes.flatMap(({ steps }) => steps.map(({ id }) => id));
  const resumed = { resumed: new Set([acme.slug]), begun: new Set(ids), done: new Set(ids) };
  const { address, kind, name } = topic('a');
  const live = { address, kind, name, value: { size: 9, within: null, finished: true } };
  const observed = [{ ...live, mark: { tenantId: acme.id, digest: 'sha256:0' } }];
  const now = make([topic('a')], { observed });
  expect(verifyFresh(saved, { ...nothing, ...resumed, plan: now }).map(({ message }) => message)).toEqual([
    `\`${address}\` is not any more as the plan found it: it was changed since this plan applied it.`,
  ]);
  expect(codes(saved, make([]), resumed)).toEqual([]);
  // A step that was begun and not finished is run again.
  const half = new Set(ids.filter((id) => !id.startsWith(address)));
  expect(codes(saved, now, { ...resumed, done: half })).toEqual([]);
});

test('another commit matters only where it is asked for', () => {
  const now = make([topic('a'), topic('b')], {}, { commit: 'c0ffee' as never });
  expect(codes(saved, now)).toEqual([]);
  expect(codes(saved, now, { strictCommit: true })).toEqual([['PLN106', 5]]);
});

test('a moved engine, an additional and a missing change are stale, each at its address', () => {
  const { address, kind, name } = topic('a');
  const live = { address, kind, name, value: { size: 0, within: null, finished: true } };
  const observed = [{ ...live, mark: { tenantId: acme.id, digest: 'sha256:0' } }];
  const told = verifyFresh(saved, { ...nothing, plan: make([topic('a'), topic('c')], { observed }) });
  expect(told.map(({ code, message }) => [code, message.split(': ').at(-1)])).toEqual([
    ['PLN104', 'it was changed on the engine.'],
    ['PLN104', 'nothing has to be done there any more.'],
    ['PLN104', 'it needs a change that the plan does not have.'],
  ]);
});

test('a forged request is refused like a stale one, although its digest fits', () => {
  const [first, second] = saved.changes;
  const steps = first?.steps.map((step) => ({ ...step, request: { ...(step.request as object), size: 99 } }));
  const forged = { ...saved, changes: [{ ...first, steps }, second] } as Plan;
  expect(codes(forged, saved)).toEqual([['PLN104', 5]]);
});

test('dropped edges are noticed', () => {
  const [first, second] = saved.changes;
  const steps = first?.steps.map((step) => ({ ...step, after: [] }));
  expect(codes({ ...saved, changes: [{ ...first, steps }, second] } as Plan, saved)).toEqual([['PLN104', 5]]);
});

test('an offline plan and a refused plan are not applied', () => {
  const offline = make([topic('a')], {}, { basis: 'offline' as never });
  expect(offline.changes.map(({ basis }) => basis)).toEqual(['offline']);
  expect(codes(offline, offline)).toEqual([['PLN107', 4]]);
  const diagnostics = [{ code: 'POL101', severity: 'error', title: '', message: '' }] as never;
  const refused = make([topic('a')], {}, { diagnostics });
  expect(codes(refused, refused)).toEqual([['PLN108', 4]]);
});
