import { FakeEngine, fakeInput, fakeTenant } from '@akili/testkit';
import {
  catalogName,
  lookupSchema,
  principalName,
  tenantPrefix,
  tenantRole,
  topicNames,
  type Json,
} from '@akili/model';
import type { Resource, ResourceType, TenantIdentity } from '@akili/resource';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plan } from '../plan.ts';

const engine = new FakeEngine();
const kinds = ['lookup.schema', 'lookup.role', 'analytics.catalog', 'events.topic', 'events.access', 'objects.prefix'];
const echo = (kind: string): ResourceType => ({
  kind,
  rank: 40,
  expect: ({ spec }) => spec,
  diff: (desired) => ({
    ...{ op: 'create', reason: 'not there yet', before: null, after: null },
    steps: [{ summary: 'send', risk: 'safe', credential: 'platform', request: desired?.spec ?? null }],
  }),
  run: () => Promise.resolve(),
});
const types = new Map(kinds.map((kind) => [kind, echo(kind)]));

/** Names of tenants that begin each other, look like parts of names, or are as long as they may be. */
const slugs = [
  ...[
    'acme',
    'acme-corp',
    'acme-corp-eu',
    'acme-eu',
    'tenant',
    'tenant-acme',
    'catalog',
    'akili-data',
    'owner',
    'team',
  ],
  ...['aaa', `${'a'.repeat(31)}-${'b'.repeat(31)}`, `${'a'.repeat(31)}-${'b'.repeat(30)}`, 'data-available'],
];
const names = ['sales', 'corp', 'eu_sales', 'catalog', 'owner', 'tenant', 'x'.repeat(60)];
const idOf = (index: number): string => `${String(index).padStart(8, '0')}-1111-4111-8111-111111111111`;

const thing = (tenant: TenantIdentity, kind: string, name: string, spec: Json): Resource => ({
  ...{ address: `${tenant.slug}/${kind}/${name}`, tenant, kind, name, spec, dependsOn: [] },
  origin: { file: `tenants/${tenant.slug}/tenant.yaml` },
});

/** What drivers make of a tenant: every name that belongs to it. */
function honest(tenant: TenantIdentity, name: string): readonly Resource[] {
  const { dataAvailable } = topicNames(tenant.slug, name);
  const schema = lookupSchema(tenant, name);
  const team = tenantRole(tenant, `team_${name.slice(0, 20)}`);
  const catalog = catalogName(tenant.slug);
  return [
    thing(tenant, 'lookup.schema', schema, { schema, usage: [team] }),
    thing(tenant, 'lookup.role', team, { role: team, attributes: [] }),
    thing(tenant, 'analytics.catalog', catalog, { catalog, warehouse: `w/${tenant.id}` }),
    thing(tenant, 'events.topic', dataAvailable, { topic: dataAvailable }),
    thing(tenant, 'events.access', `${tenant.slug}.`, {
      prefix: `${tenant.slug}.`,
      to: `User:${principalName(tenant.slug)}`,
    }),
    thing(tenant, 'objects.prefix', `b/${tenantPrefix(tenant.id)}`, { prefix: tenantPrefix(tenant.id) }),
  ];
}

const world = fc
  .tuple(fc.uniqueArray(fc.constantFrom(...slugs), { minLength: 2, maxLength: 6 }), fc.constantFrom(...names))
  .map(([chosen, name]) => chosen.map((slug) => ({ tenant: { slug, id: idOf(slugs.indexOf(slug)) }, name })));

function provedOf(tenants: readonly (readonly [TenantIdentity, readonly Resource[]])[]) {
  const input = fakeInput(tenants.map(([tenant, desired]) => fakeTenant(tenant, desired, engine)));
  return plan({ ...input, types }).plan.isolation;
}

test('tenants with hostile names and honest drivers are proved apart', () => {
  fc.assert(
    fc.property(world, (tenants) => {
      const isolation = provedOf(tenants.map(({ tenant, name }) => [tenant, honest(tenant, name)]));
      expect(isolation.violations.map(({ message }) => message)).toEqual([]);
      expect(isolation.holds).toBe(true);
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('whatever of another tenant is slipped into a tenant’s resources, the plan is refused and names nobody', () => {
  fc.assert(
    fc.property(world, fc.nat(), fc.nat(), fc.constantFrom('spec', 'nested', 'key'), (tenants, which, what, where) => {
      const [victim, thief] = tenants as unknown as [(typeof tenants)[number], (typeof tenants)[number]];
      const stolen = honest(victim.tenant, victim.name);
      const target = stolen[what % stolen.length] as Resource;
      const own = honest(thief.tenant, thief.name);
      const index = which % own.length;
      const slipped =
        where === 'key' ? { [target.name]: true } : where === 'nested' ? [{ on: target.name }] : target.name;
      const crossing = own.map((resource, at) =>
        at === index ? { ...resource, spec: { ...(resource.spec as object), slipped } as Json } : resource,
      );
      const isolation = provedOf(
        tenants.map(({ tenant, name }) => [tenant, tenant === thief.tenant ? crossing : honest(tenant, name)]),
      );
      expect(isolation.holds, `${target.name} in ${thief.tenant.slug}`).toBe(false);
      const told = isolation.violations.filter(({ tenant }) => tenant === thief.tenant.slug);
      expect(told.length).toBeGreaterThan(0);
      expect(JSON.stringify(told)).not.toContain(victim.tenant.id);
    }),
    { seed: 12, numRuns: 400 },
  );
});
