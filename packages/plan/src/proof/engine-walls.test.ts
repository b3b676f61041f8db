import { acme, FakeEngine, fakeInput, fakeTenant, globex } from '@akili/testkit';
import type { Json } from '@akili/model';
import type { Resource, ResourceType, TenantIdentity } from '@akili/resource';
import { describe, expect, test } from 'vitest';
import { plan } from '../plan.ts';

const engine = new FakeEngine();

/** Types whose engines would hold exactly the spec. */
const echo = (kind: string): ResourceType => ({
  kind,
  rank: 40,
  expect: ({ spec }) => spec,
  diff: () => ({
    ...{ op: 'create', reason: 'not there yet', before: null, after: null },
    steps: [{ summary: 'send', risk: 'safe', credential: 'tenant', request: null }],
  }),
  run: () => Promise.resolve(),
});
const kinds = [
  'lookup.table',
  'lookup.role',
  'objects.statement',
  'events.acl',
  'analytics.catalog',
  'analytics.database',
];
const types = new Map(kinds.map((kind) => [kind, echo(kind)]));

function failedOf(tenants: readonly (readonly [TenantIdentity, readonly Resource[]])[]): readonly string[] {
  const input = fakeInput(tenants.map(([tenant, desired]) => fakeTenant(tenant, desired, engine)));
  const { isolation } = plan({ ...input, types }).plan;
  expect(isolation.holds).toBe(isolation.statements.every(({ holds }) => holds));
  return isolation.statements.filter(({ holds }) => !holds).map(({ id, tenant }) => `${tenant} ${id}`);
}

const thing = (tenant: TenantIdentity, kind: string, name: string, spec: Json): Resource => ({
  ...{ address: `${tenant.slug}/${kind}/${name}`, tenant, kind, name, spec, dependsOn: [] },
  origin: { file: `tenants/${tenant.slug}/tenant.yaml` },
});

describe('rows-walled', () => {
  const own = `(tenant_id = '${acme.id}'::uuid)`;
  const policy = { roles: ['tenant_acme_corp__reader'], using: own, check: null };
  const table = { columns: [], rowSecurity: 'forced', policies: [policy] };
  const failed = (spec: object): readonly string[] =>
    failedOf([[acme, [thing(acme, 'lookup.table', 'tenant_acme_corp__sales.t', spec as Json)]]]);

  test('a table that row security walls in is fine', () => expect(failed(table)).toEqual([]));
  test.each([
    ['row security that the owner is free of', { rowSecurity: 'enabled' }],
    ['no row security', { rowSecurity: 'off' }],
    ['no policy', { policies: [] }],
    ['a policy for everybody', { policies: [{ ...policy, roles: ['public'] }] }],
    ['a policy for no role', { policies: [{ ...policy, roles: [] }] }],
    ['a stray permissive policy', { policies: [policy, { ...policy, using: 'true' }] }],
    ['a condition with a way round', { policies: [{ ...policy, using: `(${own} OR true)` }] }],
    [
      'a setting that a login can change',
      { policies: [{ ...policy, using: "(tenant_id = current_setting('app.tenant_id')::uuid)" }] },
    ],
    ['no condition', { policies: [{ ...policy, using: null }] }],
    ['a wide check', { policies: [{ ...policy, check: 'true' }] }],
  ])('%s is a violation', (_, over) => {
    expect(failed({ ...table, ...over })).toEqual(['acme-corp rows-walled']);
  });
});

describe('roles-bounded', () => {
  test.each([
    ['a role past row security', 'lookup.role', { attributes: ['BYPASSRLS'] }],
    ['a superuser', 'lookup.role', { attributes: ['superuser'] }],
    ['a grant to everybody', 'lookup.role', { grants: [{ to: 'PUBLIC', privilege: 'SELECT' }] }],
    ['a policy for everybody', 'objects.statement', { Effect: 'Allow', Principal: { AWS: ['*'] } }],
    ['an ACL for everybody', 'events.acl', { acls: [{ principal: 'User:*' }] }],
  ])('%s is a violation', (_, kind, spec) => {
    expect(failedOf([[acme, [thing(acme, kind, 'a', spec)]]])).toEqual(['acme-corp roles-bounded']);
  });

  test('a statement that denies everybody lets nobody in', () => {
    expect(failedOf([[acme, [thing(acme, 'objects.statement', 'a', { Effect: 'Deny', Principal: '*' })]]])).toEqual([]);
  });
});

describe('places-apart', () => {
  const both = (kind: string, mine: Json, theirs: Json): readonly string[] =>
    failedOf([
      [acme, [thing(acme, kind, 'a', mine)]],
      [globex, [thing(globex, kind, 'b', theirs)]],
    ]);
  test.each([
    ['one warehouse', 'analytics.catalog', { warehouse: 'w' }, { warehouse: 'w' }],
    ['one secret', 'analytics.catalog', { keys: { reference: 'vault:x' } }, { keys: { reference: 'vault:x' } }],
    ['a root inside another', 'analytics.catalog', { root: 's3://b/a/' }, { root: 's3://b/a/b/' }],
    ['a location inside another', 'analytics.database', { location: 's3://b/a' }, { location: 's3://b/a/b' }],
    ['one prefix', 'events.acl', { prefix: 'a.' }, { prefix: 'a.' }],
  ])('%s is a violation for both', (_, kind, mine, theirs) => {
    expect(both(kind, mine, theirs)).toEqual(['acme-corp places-apart', 'globex-inc places-apart']);
  });

  test('a prefix without its separator reaches tenants to come', () => {
    expect(both('events.acl', { prefix: 'a' }, { prefix: 'b.' })).toEqual(['acme-corp places-apart']);
  });

  test('places side by side, and one tenant’s own inside its own, are fine', () => {
    expect(both('events.acl', { prefixes: ['a.', 'a.x.'] }, { prefix: 'b.' })).toEqual([]);
    expect(both('analytics.catalog', { warehouse: 'w' }, { warehouse: 'w2' })).toEqual([]);
  });
});
