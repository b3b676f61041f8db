import { acme, FakeEngine, fakeResource, fakeTenant } from '@akili/testkit';
import type { Op, Resource, Risk } from '@akili/resource';
import { expect, test } from 'vitest';
import { holdBack } from './hold-back.ts';
import type { OrderedDraft } from './order.ts';
import type { TenantPlanInput } from './plan-input.ts';

const engine = new FakeEngine();

function ordered(name: string, op: Op, risk: Risk, product?: string, after: readonly string[] = []): OrderedDraft {
  const resource: Resource = fakeResource(acme, 'lookup.role', name);
  const step = { summary: 's', risk, credential: 'platform' as const, request: null };
  const difference = { op, reason: 'r', before: null, after: null, steps: [step] };
  return {
    draft: {
      ...{ address: resource.address, tenant: acme, rank: 1, difference, observed: undefined },
      ...{ dependsOn: [], dependedOn: [], product, origin: undefined },
    },
    after: after.map((one) => fakeResource(acme, 'lookup.role', one).address),
  };
}

const all = [
  ordered('access', 'update', 'security', 'daily_revenue'),
  ordered('quota', 'update', 'safe'),
  ordered('columns', 'update', 'safe', 'daily_revenue'),
  ordered('rebuilt', 'replace', 'destructive', 'daily_revenue'),
  ordered('new', 'create', 'security'),
  ordered('gone', 'delete', 'destructive', 'daily_revenue'),
  ordered('login', 'delete', 'security'),
  ordered('hangs', 'update', 'security', undefined, ['new']),
];

function kept(status: TenantPlanInput['status']) {
  const held = holdBack(all, [{ ...fakeTenant(acme, [], engine), status }]);
  const names = held.ordered.map(({ draft }) => draft.address.split('.').at(-1));
  return { names, codes: held.diagnostics.map(({ code }) => code) };
}

test('an active tenant gets everything', () => {
  expect(kept('active').names).toHaveLength(all.length);
});

test('a suspended tenant gets less access and no deployment', () => {
  expect(kept('suspended')).toEqual({ names: ['access', 'quota', 'login'], codes: ['PLN202'] });
});

test('an archived tenant gets nothing but less access', () => {
  expect(kept('archived')).toEqual({ names: ['access', 'login'], codes: ['PLN203'] });
});

test('a tenant whose folder is gone stays as it is', () => {
  expect(kept('removed')).toEqual({ names: [], codes: ['PLN201'] });
});
