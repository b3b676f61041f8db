import { acme, FakeEngine, fakeInput, fakeResource, fakeTenant } from '@akili/testkit';
import type { TenantState } from '@akili/resource';
import { expect, test } from 'vitest';
import { plan } from './plan.ts';

const renamed = { slug: 'acme-inc', id: acme.id };
const engine = new FakeEngine();
const desired = [fakeResource(renamed, 'events.topic', 'orders.data.available', { size: 1 })];

const stateOf = (slug: string, status: TenantState['status']): TenantState => ({
  formatVersion: 1,
  environment: 'local',
  tenant: slug,
  tenantId: acme.id,
  serial: 3,
  status,
  resources: [],
});

const removed = (state?: TenantState) => ({ ...fakeTenant(acme, [], engine, state), status: 'removed' as const });

function planned(...tenants: Parameters<typeof fakeInput>[0][number][]) {
  const { plan: made, findings } = plan(fakeInput(tenants));
  return [
    made.changes.map(({ address, op }) => `${op} ${address}`),
    findings.map(({ code, tenant }) => [code, tenant]),
  ];
}

test('an id that is recorded under another slug is refused and nothing is planned for it', () => {
  const tenants = [removed(stateOf('acme-corp', 'active')), fakeTenant(renamed, desired, engine)];
  expect(planned(...tenants)).toEqual([
    [],
    [
      ['PLN201', 'acme-corp'],
      ['ISO210', 'acme-inc'],
    ],
  ]);
});

test('without a state the folder that the base commit had is the witness', () => {
  expect(planned(removed(), fakeTenant(renamed, desired, engine))[1]).toContainEqual(['ISO210', 'acme-inc']);
});

test('the slug that was there first goes on', () => {
  const first = fakeTenant(renamed, desired, engine, stateOf('acme-inc', 'active'));
  expect(planned(first, fakeTenant(acme, [], engine))).toEqual([
    ['create acme-inc/events.topic/acme-inc.orders.data.available'],
    [['ISO210', 'acme-corp']],
  ]);
});

test('an id whose things were destroyed may get another slug', () => {
  const tenants = [removed(stateOf('acme-corp', 'destroyed')), fakeTenant(renamed, desired, engine)];
  expect(planned(...tenants)).toEqual([['create acme-inc/events.topic/acme-inc.orders.data.available'], []]);
});
