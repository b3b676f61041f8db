import { acme, FakeEngine, fakeInput, fakeResource, fakeTenant, globex, platform } from '@akili/testkit';
import { specDigest } from '@akili/resource';
import type { Resource, ResourceType, TenantState } from '@akili/resource';
import { expect, test } from 'vitest';
import { drift } from './drift.ts';
import { driftExitCode, refusalExitCode } from './plan-exit-code.ts';
import { plan } from './plan.ts';

const role = fakeResource(acme, 'lookup.role', 'reader');
const sales = fakeResource(acme, 'lookup.schema', 'sales', { dependsOn: [role.address] });
const revenue = fakeResource(acme, 'lookup.table', 'revenue', {
  size: 3,
  within: sales.address,
  product: 'daily_revenue',
});
const all = [revenue, sales, role];

const live = (engine: FakeEngine, resource: Resource, tenantId = resource.tenant.id, size?: number): void => {
  const { address, kind, name } = resource;
  const spec = resource.spec as { size: number; within: string | null };
  engine.things.set(address, {
    ...{ address, kind, name },
    value: { size: size ?? spec.size, within: spec.within, finished: true },
    mark: { tenantId, digest: specDigest(resource) },
  });
};
const stateOf = (resources: readonly Resource[], over: Partial<TenantState> = {}): TenantState => ({
  ...{ formatVersion: 1, environment: 'local', tenant: acme.slug, tenantId: acme.id, serial: 4, status: 'active' },
  resources: resources.map(({ address, kind, dependsOn, product }) => ({
    ...{ address, kind, dependsOn, digest: 'sha256:0' },
    ...(product === undefined ? {} : { product }),
  })),
  ...over,
});

test('what is not there is created: after what it depends on, each step behind the one before it', () => {
  const { plan: made, findings } = plan(fakeInput([fakeTenant(acme, all, new FakeEngine())]));
  expect(made.changes.flatMap(({ op, steps }) => steps.map(({ id, after }) => [op, id, after]))).toEqual([
    ['create', 'acme-corp/lookup.role/acme-corp.reader#1', []],
    ['create', 'acme-corp/lookup.role/acme-corp.reader#2', ['acme-corp/lookup.role/acme-corp.reader#1']],
    ['create', 'acme-corp/lookup.schema/acme-corp.sales#1', ['acme-corp/lookup.role/acme-corp.reader#2']],
    ['create', 'acme-corp/lookup.schema/acme-corp.sales#2', ['acme-corp/lookup.schema/acme-corp.sales#1']],
    ['create', 'acme-corp/lookup.table/acme-corp.revenue#1', ['acme-corp/lookup.schema/acme-corp.sales#2']],
    ['create', 'acme-corp/lookup.table/acme-corp.revenue#2', ['acme-corp/lookup.table/acme-corp.revenue#1']],
  ]);
  expect(findings).toEqual([]);
  expect(made.isolation.holds).toBe(true);
  expect(made.summary).toEqual({ create: 3, update: 0, replace: 0, delete: 0, unchanged: 0 });
});

test('what is live as desired is only counted, and its records are given for the state', () => {
  const engine = new FakeEngine();
  for (const resource of all) live(engine, resource);
  const { plan: made, records } = plan(fakeInput([fakeTenant(acme, all, engine)]));
  expect(made.changes).toEqual([]);
  expect(made.summary.unchanged).toBe(3);
  expect([...records.keys()]).toEqual([role.address, sales.address, revenue.address]);
});

test('a change carries reason, before and after, its worst risk, its origin and what it rests on', () => {
  const engine = new FakeEngine();
  for (const resource of [role, sales]) live(engine, resource);
  live(engine, revenue, acme.id, 2);
  const [change] = plan(fakeInput([fakeTenant(acme, all, engine)])).plan.changes;
  expect(change).toMatchObject({
    address: revenue.address,
    tenant: 'acme-corp',
    product: 'daily_revenue',
    op: 'update',
    reason: 'grew',
    risk: 'locking',
    origin: { file: 'tenants/acme-corp/products/daily_revenue/product.yaml' },
    before: { size: 2 },
    after: { size: 3 },
  });
  expect(change?.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('what is no longer desired goes last, contents before what holds them, and only with consent', () => {
  const engine = new FakeEngine();
  for (const resource of all) live(engine, resource);
  const tenant = fakeTenant(acme, [role], engine, stateOf(all));
  const { plan: made, findings } = plan(fakeInput([tenant]));
  expect(made.changes.map(({ op, address }) => [op, address])).toEqual([
    ['delete', revenue.address],
    ['delete', sales.address],
  ]);
  expect(made.changes[1]?.steps[0]?.after).toEqual([`${revenue.address}#1`]);
  expect(findings.map(({ code, help }) => [code, help])).toEqual([
    ['POL101', `If that is what you want, pass \`--allow-destroy ${revenue.address}\`.`],
    ['POL101', `If that is what you want, pass \`--allow-destroy ${sales.address}\`.`],
  ]);
  expect(refusalExitCode(findings)).toBe(4);
  const allowed = plan(fakeInput([tenant], [revenue.address, sales.address]));
  expect(allowed.findings).toEqual([]);
});

test('deletes are in order by rank also where the state is lost', () => {
  const engine = new FakeEngine();
  for (const resource of all) live(engine, resource);
  const { plan: made } = plan(fakeInput([fakeTenant(acme, [], engine)]));
  expect(made.changes.map(({ address }) => address)).toEqual([revenue.address, sales.address, role.address]);
});

test('what is live without a mark is neither changed nor deleted, and where it is in the way the plan is refused', () => {
  const engine = new FakeEngine();
  live(engine, role);
  const { address, kind, name } = sales;
  engine.things.set(address, { address, kind, name, value: { size: 1 }, mark: undefined });
  const refused = plan(fakeInput([fakeTenant(acme, [role, sales], engine)]));
  expect(refused.findings.map(({ code, file }) => [code, file])).toEqual([
    ['PLN101', 'tenants/acme-corp/products/sales/product.yaml'],
  ]);
  expect(refused.findings[0]?.help).toContain('akili adopt');
  expect(refusalExitCode(refused.findings)).toBe(4);
  const ignored = plan(fakeInput([fakeTenant(acme, [role], engine)]));
  expect(ignored.plan.changes).toEqual([]);
  expect(ignored.findings.map(({ code, severity }) => [code, severity])).toEqual([['PLN204', 'warning']]);
});

test('where an engine has no place for marks, an unmarked thing that is what is declared is taken over, and no other', () => {
  const engine = new FakeEngine();
  live(engine, role);
  engine.things.set(role.address, { ...engine.things.get(role.address)!, mark: undefined });
  const input = fakeInput([fakeTenant(acme, [role], engine)]);
  const adopting = (adopts: boolean) =>
    plan({
      ...input,
      types: new Map([[role.kind, { ...(input.types.get(role.kind) as ResourceType), adopts: () => adopts }]]),
    });
  expect([...adopting(true).records.keys()]).toEqual([role.address]);
  expect(adopting(true).plan.changes).toEqual([]);
  expect(adopting(false).findings.map(({ code }) => code)).toEqual(['PLN101']);
});

test('what no step leads away from is refused by its address, and a drift ends with 2', () => {
  const engine = new FakeEngine();
  live(engine, role);
  const stuck = {
    ...(fakeInput([]).types.get(role.kind) as ResourceType),
    diff: () => ({ op: 'update' as const, reason: 'is a view, not a table', before: null, after: null, steps: [] }),
  };
  const input = { ...fakeInput([fakeTenant(acme, [role], engine)]), types: new Map([[role.kind, stuck]]) };
  const { plan: made, findings } = plan(input);
  expect([made.changes, findings.map(({ code, message }) => [code, message])]).toEqual([
    [],
    [['PLN109', `\`${role.address}\` cannot be made what is declared: is a view, not a table.`]],
  ]);
  expect(refusalExitCode(findings)).toBe(4);
  expect(driftExitCode(drift(input).plan)).toBe(2);
});

test('a live mark with another id is refused as a violation, and the thing is left alone', () => {
  const engine = new FakeEngine();
  live(engine, role, globex.id);
  const { plan: made, findings } = plan(fakeInput([fakeTenant(acme, [role], engine)]));
  expect(made.changes).toEqual([]);
  expect(made.isolation.holds).toBe(false);
  expect(findings.map(({ code }) => code)).toEqual(['ISO202']);
  expect(JSON.stringify(made)).not.toContain(globex.id);
  expect(refusalExitCode(findings)).toBe(8);
});

test('a state record with another id stops everything of the tenant, and nothing of the others', () => {
  const engine = new FakeEngine();
  const state = stateOf([], { tenantId: globex.id });
  const other = fakeResource(globex, 'lookup.role', 'reader');
  const tenants = [fakeTenant(acme, all, engine, state), fakeTenant(globex, [other], engine)];
  const { plan: made, findings } = plan(fakeInput(tenants));
  expect(made.changes.map(({ address }) => address)).toEqual([other.address]);
  expect(findings.map(({ code, tenant }) => [code, tenant])).toEqual([['ISO201', 'acme-corp']]);
  expect(made.isolation.statements.find(({ id, tenant }) => id === 'marks-own' && tenant === 'acme-corp')?.holds).toBe(
    false,
  );
});

test('a removed folder archives the tenant and deletes nothing', () => {
  const engine = new FakeEngine();
  for (const resource of all) live(engine, resource);
  const tenant = { ...fakeTenant(acme, [], engine, stateOf(all)), status: 'removed' as const };
  const { plan: made, findings } = plan(fakeInput([tenant]));
  expect(made.changes).toEqual([]);
  expect(made.tenants[0]?.status).toBe('archived');
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['PLN201', 'info']]);
  expect(refusalExitCode(findings)).toBe(0);
});

test('a suspended tenant gets nothing new, nor what needs it; what it has still follows the manifests', () => {
  const engine = new FakeEngine();
  live(engine, role);
  const orders = fakeResource(acme, 'events.topic', 'orders', { size: 3 });
  live(engine, orders, acme.id, 1);
  const tenant = { ...fakeTenant(acme, [role, sales, orders], engine), status: 'suspended' as const };
  const { plan: made, findings } = plan(fakeInput([tenant]));
  expect(made.changes.map(({ op, address }) => [op, address])).toEqual([['update', orders.address]]);
  expect(findings.map(({ code }) => code)).toEqual(['PLN202']);
  expect(made.tenants[0]?.status).toBe('suspended');
});

test('destroy takes everything of the chosen tenant and nothing else', () => {
  const engine = new FakeEngine();
  const other = fakeResource(globex, 'lookup.role', 'reader');
  for (const resource of [...all, other]) live(engine, resource);
  const tenants = [fakeTenant(acme, all, engine, stateOf(all)), fakeTenant(globex, [other], engine)];
  const input = { ...fakeInput(tenants), scope: { tenants: ['acme-corp'], destroy: true as const } };
  const { plan: made } = plan(input);
  expect(made.changes.map(({ op, address }) => [op, address])).toEqual([
    ['delete', revenue.address],
    ['delete', sales.address],
    ['delete', role.address],
  ]);
  expect(made.tenants.map(({ tenant, status }) => [tenant, status])).toEqual([['acme-corp', 'destroyed']]);
});

test('a chosen product comes with what it depends on, and only its own orphans go', () => {
  const engine = new FakeEngine();
  const orphan = fakeResource(acme, 'events.topic', 'orphan', { product: 'orders' });
  const leftOver = fakeResource(acme, 'events.topic', 'left', { product: 'daily_revenue' });
  for (const resource of [orphan, leftOver]) live(engine, resource);
  const clicks = fakeResource(acme, 'events.topic', 'clicks', { product: 'orders' });
  const tenant = fakeTenant(acme, [...all, clicks], engine, stateOf([orphan, leftOver]));
  const { plan: made } = plan({ ...fakeInput([tenant]), scope: { products: ['daily_revenue'] } });
  expect(made.changes.map(({ op, address }) => [op, address])).toEqual([
    ['create', role.address],
    ['create', sales.address],
    ['create', revenue.address],
    ['delete', leftOver.address],
  ]);
  expect(made.scope).toEqual({ products: ['daily_revenue'] });
});

test('the platform comes first, and a chosen tenant brings what it needs of it', () => {
  const engine = new FakeEngine();
  const bucket = fakeResource(platform, 'lookup.schema', 'control');
  const unused = fakeResource(platform, 'lookup.schema', 'unused');
  const needing = fakeResource(acme, 'lookup.role', 'reader', { dependsOn: [bucket.address] });
  const tenants = [fakeTenant(acme, [needing], engine), fakeTenant(platform, [unused, bucket], engine)];
  const { plan: made } = plan({ ...fakeInput(tenants), scope: { tenants: ['acme-corp'] } });
  expect(made.changes.map(({ address }) => address)).toEqual([bucket.address, needing.address]);
  expect(made.tenants.map(({ tenant }) => tenant)).toEqual(['platform', 'acme-corp']);
});

test('credentials are listed for tenants whose steps need them', () => {
  const engine = new FakeEngine();
  const reference = 'env:AKILI_ACME_CORP__LOOKUP';
  const tenant = { ...fakeTenant(acme, [role, sales], engine), credentials: [reference] };
  const owner = { ...fakeTenant(platform, [], engine), credentials: ['env:AKILI_PLATFORM__LOOKUP'] };
  expect(plan(fakeInput([tenant, owner])).plan.credentials).toEqual([
    { tenant: 'acme-corp', reference, stage: 'tenant', role: 'lookup' },
    { tenant: 'platform', reference: 'env:AKILI_PLATFORM__LOOKUP', stage: 'platform', role: 'lookup' },
  ]);
  expect(plan(fakeInput([{ ...tenant, desired: [] }, owner])).plan.credentials).toEqual([]);
});

test('a circle of resources and an unknown dependency are our own bugs', () => {
  const engine = new FakeEngine();
  const a = fakeResource(acme, 'lookup.role', 'a', { dependsOn: ['acme-corp/lookup.role/acme-corp.b'] });
  const b = fakeResource(acme, 'lookup.role', 'b', { dependsOn: [a.address] });
  expect(() => plan(fakeInput([fakeTenant(acme, [a, b], engine)]))).toThrow('in a circle');
  expect(() => plan(fakeInput([fakeTenant(acme, [a], engine)]))).toThrow('which nobody declares');
});
