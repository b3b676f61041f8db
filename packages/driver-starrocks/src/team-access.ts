import { lookupSchema, tenantRole, type CompiledProduct } from '@akili/model';
import { addressOf, analyticsTableAddress, analyticsViewAddress, type Resource } from '@akili/resource';
import { grantKeys, type Grant } from './grant.ts';
import { internalCatalog, kinds } from './kinds.ts';
import { resource, type TenantScope } from './lower.ts';
import { viewName, viewOf } from './lower-product.ts';

/** A team's role and the products that name it, whatever the role in `access`: what a product holds its pipeline alone changes. */
export interface Team {
  readonly role: string;
  readonly products: readonly CompiledProduct[];
}

export function teamsOf({ tenant, products }: TenantScope): readonly Team[] {
  const teams = new Map<string, CompiledProduct[]>();
  for (const product of products)
    for (const role of teamRoles(tenant, product)) teams.set(role, [...(teams.get(role) ?? []), product]);
  return [...teams.keys()].sort().map((role) => ({ role, products: teams.get(role) ?? [] }));
}

/** Roles of the teams that `access` of a product names, each once, sorted. */
export function teamRoles(tenant: TenantScope['tenant'], product: CompiledProduct): readonly string[] {
  return [...new Set(product.governance.access.map(({ team }) => tenantRole(tenant, `team_${team}`)))].sort();
}

/** What a team may read. An archived tenant's teams read nothing. */
export function teamAccess(scope: TenantScope, { role, products }: Team): Resource {
  const { tenant, catalog } = scope;
  const on = tenant.status === 'archived' ? [] : products;
  const list: readonly Grant[] = [
    ...(on.length === 0 ? [] : [{ privilege: 'USAGE', type: 'CATALOG', catalog }]),
    ...on.flatMap((product) => [
      { privilege: 'SELECT', type: 'TABLE', catalog, database: product.namespace, object: product.name },
      ...(viewOf(product) === undefined
        ? []
        : [
            {
              privilege: 'SELECT',
              type: 'MATERIALIZED VIEW',
              catalog: internalCatalog,
              database: lookupSchema(tenant, product.namespace),
              object: viewName(tenant, product),
            },
          ]),
    ]),
  ];
  const dependsOn = [
    addressOf(tenant.slug, kinds.role, role),
    ...scope.working,
    ...on.flatMap((product) => [
      analyticsTableAddress(tenant.slug, product.namespace, product.name),
      ...(viewOf(product) === undefined
        ? []
        : [analyticsViewAddress(tenant.slug, lookupSchema(tenant, product.namespace), viewName(tenant, product))]),
    ]),
  ].sort();
  const by = tenant.status === 'active' ? 'tenant' : 'platform';
  return resource(scope, kinds.access, role, dependsOn, { role, grants: grantKeys(list), roles: [], by });
}
