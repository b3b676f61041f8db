import { acme, FakeEngine, fakeInput, fakeResource, fakeTenant, globex } from '@akili/testkit';
import type { Json } from '@akili/model';
import type { Resource, ResourceType, TenantIdentity } from '@akili/resource';
import { describe, expect, test } from 'vitest';
import { plan } from '../plan.ts';

const engine = new FakeEngine();
const short: TenantIdentity = { slug: 'acme', id: '11111111-2222-4333-8444-555555555555' };

/** A type whose one step sends the spec: what a driver writes into requests. */
const echo: ResourceType = {
  kind: 'lookup.echo',
  rank: 40,
  expect: ({ spec }) => spec,
  diff: ({ spec } = { spec: null } as never) => ({
    ...{ op: 'create', reason: 'not there yet', before: null, after: null },
    steps: [{ summary: 'send', risk: 'safe', credential: 'tenant', request: spec }],
  }),
  run: () => Promise.resolve(),
};

function prove(
  tenants: readonly (readonly [TenantIdentity, readonly Resource[]])[],
  credentials: readonly string[] = [],
) {
  const input = fakeInput(
    tenants.map(([tenant, desired]) => ({ ...fakeTenant(tenant, desired, engine), credentials })),
  );
  const { isolation } = plan({ ...input, types: new Map([...input.types, ['lookup.echo', echo]]) }).plan;
  const failed = isolation.statements.filter(({ holds }) => !holds).map(({ id, tenant }) => `${tenant} ${id}`);
  return { isolation, failed, codes: isolation.violations.map(({ code, tenant }) => `${tenant} ${code}`) };
}

const named = (tenant: TenantIdentity, kind: string, name: string, spec: Json = {}): Resource => ({
  ...{ address: `${tenant.slug}/${kind}/${name}`, tenant, kind, name, spec, dependsOn: [] },
  origin: { file: `tenants/${tenant.slug}/tenant.yaml` },
});
const sending = (tenant: TenantIdentity, spec: Json): Resource =>
  named(tenant, 'lookup.echo', `${tenant.slug}_echo`, spec);

test('a plan of two honest tenants is proved statement by statement', () => {
  const { isolation, failed } = prove([
    [acme, [fakeResource(acme, 'lookup.role', 'reader')]],
    [globex, [fakeResource(globex, 'lookup.role', 'reader')]],
  ]);
  expect(failed).toEqual([]);
  expect(isolation.holds).toBe(true);
  expect(isolation.statements.map(({ tenant, id }) => `${tenant} ${id}`)).toEqual(
    ['acme-corp', 'globex-inc'].flatMap((tenant) =>
      [
        ...['addresses-in-tenant', 'credentials-own', 'ids-stable', 'marks-own', 'names-injective', 'places-apart'],
        ...['requests-name-only-own', 'roles-bounded', 'rows-walled'],
      ].map((id) => `${tenant} ${id}`),
    ),
  );
  expect(isolation.notProved.length).toBeGreaterThan(0);
});

describe('requests-name-only-own', () => {
  const others: readonly (readonly [string, Json])[] = [
    ['a catalog', { sql: 'SELECT * FROM tenant_globex_inc_catalog.sales.orders' }],
    ['a catalog in capitals', { sql: 'SELECT * FROM TENANT_GLOBEX_INC_CATALOG.sales.orders' }],
    ['a schema', { sql: 'GRANT USAGE ON SCHEMA "tenant_globex_inc__sales" TO x' }],
    ['a role', { roles: ['tenant_acme_corp__reader', 'tenant_globex_inc__reader'] }],
    ['an id', { policy: `tenant_id = '${globex.id}'` }],
    ['an object prefix', { prefix: `tenant-${globex.id}/` }],
    ['a principal', { principal: 'User:tenant-globex-inc' }],
    ['a topic', { topic: 'globex-inc.orders.data.available' }],
    ['a topic namespace', { acl: 'globex-inc.' }],
    ['a warehouse', { warehouse: 'akili_globex_inc' }],
    ['a code location', { location: 'akili-globex-inc' }],
    ['a key', { tenant_globex_inc__sales: 1 }],
  ];
  test.each(others)('%s of another tenant is a violation', (_, spec) => {
    const { failed, isolation } = prove([
      [acme, [sending(acme, { nested: [spec] })]],
      [globex, []],
    ]);
    expect(failed).toEqual(['acme-corp requests-name-only-own']);
    const told = [...isolation.statements.filter(({ tenant }) => tenant === 'acme-corp'), ...isolation.violations];
    expect(JSON.stringify(told).toLowerCase()).not.toMatch(/globex|0b8d3f1e/);
  });

  test.each([
    ['acme', short, acme],
    ['acme-corp', acme, short],
  ])('the names of %s are not taken for those of a tenant whose slug begins the same', (_, own, other) => {
    const under = own.slug.replaceAll('-', '_');
    const spec = [
      `tenant_${under}_catalog.sales.orders`,
      `tenant_${under}__reader tenant_${under}__team_corp`,
      `tenant-${own.slug}`,
      `tenant-${own.id}/products/acme/data/`,
      `${own.slug}.corp.data.available`,
      `${own.slug}.`,
      `akili_${under} akili-${own.slug}`,
      `tenant_name tenant_status acme corp`,
    ];
    expect(
      prove([
        [own, [sending(own, spec)]],
        [other, []],
      ]).failed,
    ).toEqual([]);
  });

  test.each([
    ['acme', short, acme],
    ['acme-corp', acme, short],
  ])('%s does not get away with naming a tenant whose slug begins the same', (_, own, other) => {
    const under = other.slug.replaceAll('-', '_');
    for (const text of [`tenant_${under}_catalog`, `tenant_${under}__reader`, `tenant-${other.slug}`, `${other.slug}.`])
      expect(
        prove([
          [own, [sending(own, text)]],
          [other, []],
        ]).failed,
        text,
      ).toEqual([`${own.slug} requests-name-only-own`]);
  });

  test('a shortened name is known by itself', () => {
    const name = 'tenant_globex_incorporated_of_the_united_states_of__0123456789ab';
    const theirs = named(globex, 'lookup.echo', name);
    expect(
      prove([
        [acme, [sending(acme, `SELECT 1 FROM ${name}.x`)]],
        [globex, [theirs]],
      ]).failed,
    ).toEqual(['acme-corp requests-name-only-own']);
  });
});

describe('names-injective', () => {
  const clash = (kind: string, mine: string, theirs: string): readonly string[] => {
    const types = new Map([[kind, { ...echo, kind }]]);
    const tenants = [
      fakeTenant(acme, [named(acme, kind, mine)], engine),
      fakeTenant(globex, [named(globex, kind, theirs)], engine),
    ];
    const { isolation } = plan({ ...fakeInput(tenants), types }).plan;
    return isolation.violations.map(({ code, tenant }) => `${tenant} ${code}`);
  };
  const both = ['acme-corp ISO204', 'globex-inc ISO204'];
  test.each([
    ['lookup.schema', 'shared', 'shared', both],
    ['lookup.schema', 'shared', 'SHARED', both],
    ['events.topic', 'a.b_c', 'a_b.c', both],
    ['lookup.schema', 'a.b_c', 'a_b.c', []],
    ['objects.prefix', 'x/', 'x/products/', both],
    ['objects.prefix', 'x', 'xy', both],
    ['events.acl', 'acme.', 'acme.corp.orders', both],
    ['events.acl', 'acme.', 'acme-corp.orders', []],
    ['lookup.schema', 'acme', 'acme_corp', []],
  ])('%s: %s and %s', (kind, mine, theirs, expected) => {
    expect(clash(kind, mine, theirs)).toEqual(expected);
  });

  test('databases and tables are told apart by their catalogs, assets by their code locations', () => {
    const kinds = ['analytics.database', 'analytics.table', 'compute.asset'];
    const types = new Map(kinds.map((kind) => [kind, { ...echo, kind }]));
    const broken = (specOf: (tenant: TenantIdentity) => Json): readonly (string | undefined)[] => {
      const tenants = [acme, globex].map((tenant) =>
        fakeTenant(
          tenant,
          kinds.map((kind) => named(tenant, kind, 'sales.orders', specOf(tenant))),
          engine,
        ),
      );
      return plan({ ...fakeInput(tenants), types }).plan.isolation.violations.map(
        ({ message }) => /\((.*?)\)/.exec(message)?.[1],
      );
    };
    expect(broken(({ slug }) => ({ catalog: `tenant_${slug.replaceAll('-', '_')}_catalog` }))).toEqual([]);
    const tables = ['analytics.database', 'analytics.table'];
    expect(broken(() => ({ catalog: 'shared' }))).toEqual([...tables, ...tables]);
    expect(broken(() => ({}))).toEqual([...tables, ...tables]);
  });

  test('a tenant may have a prefix within its own', () => {
    const prefixes = [named(acme, 'lookup.echo', 'x/'), named(acme, 'lookup.echo', 'x/y/')];
    expect(
      prove([
        [acme, prefixes],
        [globex, []],
      ]).failed,
    ).toEqual([]);
  });

  test('a tenant outside of the scope takes part', () => {
    const tenants = [
      fakeTenant(acme, [named(acme, 'lookup.echo', 'shared')], engine),
      fakeTenant(globex, [named(globex, 'lookup.echo', 'shared')], engine),
    ];
    const input = { ...fakeInput(tenants), types: new Map([['lookup.echo', echo]]), scope: { tenants: ['acme-corp'] } };
    expect(plan(input).plan.isolation.violations.map(({ code, tenant }) => [code, tenant])).toEqual([
      ['ISO204', 'acme-corp'],
    ]);
  });
});

describe('addresses-in-tenant', () => {
  test('an address under another slug, or another identity, is a violation', () => {
    const stray = { ...sending(acme, {}), address: 'globex-inc/lookup.echo/acme-corp_echo' };
    expect(prove([[acme, [stray]]]).failed).toContain('acme-corp addresses-in-tenant');
    const borrowed = { ...sending(acme, {}), tenant: { ...acme, id: globex.id } };
    expect(prove([[acme, [borrowed]]]).failed).toContain('acme-corp addresses-in-tenant');
  });

  test('an edge into another tenant is a violation', () => {
    const theirs = sending(globex, {});
    const leaning = { ...sending(acme, {}), dependsOn: [theirs.address] };
    expect(
      prove([
        [acme, [leaning]],
        [globex, [theirs]],
      ]).failed,
    ).toEqual(['acme-corp addresses-in-tenant']);
  });
});

describe('credentials-own', () => {
  test.each([
    ['env:AKILI_ACME_CORP__LOOKUP', []],
    ['env:AKILI_ACME__LOOKUP', ['acme-corp credentials-own']],
    ['env:AKILI_GLOBEX_INC__LOOKUP', ['acme-corp credentials-own']],
    ['vault:akili/acme-corp/lookup#password', ['acme-corp credentials-own']],
  ])('%s', (reference, expected) => {
    const { failed, isolation } = prove([[acme, []]], [reference]);
    expect(failed).toEqual(expected);
    expect(JSON.stringify(isolation)).not.toContain('GLOBEX');
  });

  test('one reference for two tenants belongs to neither', () => {
    const tenants = [acme, globex].map((tenant) => ({
      ...fakeTenant(tenant, [], engine),
      ...{ credentials: ['vault:shared/all#key'], allowedCredentials: ['vault:shared/'] },
    }));
    const { isolation } = plan(fakeInput(tenants)).plan;
    expect(isolation.violations.map(({ code, tenant }) => `${tenant} ${code}`)).toEqual([
      'acme-corp ISO206',
      'globex-inc ISO206',
    ]);
  });

  test('a reference in a request counts', () => {
    const spec = { password: 'env:AKILI_GLOBEX_INC__LOOKUP' };
    expect(prove([[acme, [sending(acme, spec)]]]).failed).toEqual(['acme-corp credentials-own']);
  });
});
