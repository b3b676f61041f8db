import { catalogName, lookupSchema, tenantRole, underscored } from '@akili/model';
import type { CompiledProduct, CompiledTenant, Json } from '@akili/model';
import {
  addressOf,
  analyticsCatalogAddress,
  analyticsDatabaseAddress,
  byAddress,
  type Address,
  type LowerInput,
  type Resource,
} from '@akili/resource';
import { internalCatalog, kinds } from './kinds.ts';
import { catalogSpec, databaseLocation } from './lower-catalog.ts';
import { lowerPrincipals } from './lower-principals.ts';
import { lowerProduct, viewOf } from './lower-product.ts';

/** What all resources of a tenant are made with. */
export interface TenantScope {
  readonly tenant: CompiledTenant;
  readonly products: readonly CompiledProduct[];
  readonly input: LowerInput;
  readonly catalog: string;
  /** Databases of `default_catalog` that hold its materialized views, sorted. */
  readonly viewDatabases: readonly string[];
  /** What the tenant needs before it can make anything: its login and what its role may do. */
  readonly working: readonly Address[];
  /** Its resource group, where it has quotas. */
  readonly group: string | null;
}

/** What every tenant shall have on StarRocks. */
export function lower(input: LowerInput): readonly Resource[] {
  const byTenant = new Map<string, CompiledProduct[]>();
  for (const product of input.compilation.products) {
    const known = byTenant.get(product.tenant);
    if (known) known.push(product);
    else byTenant.set(product.tenant, [product]);
  }
  return input.compilation.tenants
    .flatMap((tenant) => lowerTenant(tenant, byTenant.get(tenant.slug) ?? [], input))
    .sort(byAddress);
}

function lowerTenant(tenant: CompiledTenant, products: readonly CompiledProduct[], input: LowerInput): Resource[] {
  const catalog = catalogName(tenant.slug);
  const viewing = products.filter((product) => viewOf(product) !== undefined);
  const viewDatabases = [...new Set(viewing.map(({ namespace }) => lookupSchema(tenant, namespace)))].sort();
  const { cpuMillis, memoryBytes } = tenant.quotas;
  const limited = cpuMillis !== undefined || memoryBytes !== undefined;
  const scope: TenantScope = {
    tenant,
    products,
    input,
    catalog,
    viewDatabases,
    working: [
      addressOf(tenant.slug, kinds.grants, tenantRole(tenant, 'deployer')),
      addressOf(tenant.slug, kinds.grants, tenantRole(tenant, 'owner')),
    ],
    group: limited && tenant.status !== 'archived' ? `tenant_${underscored(tenant.slug)}__group` : null,
  };
  const own = products.flatMap((product) => lowerProduct(scope, product));
  return [
    resource(scope, kinds.catalog, catalog, [], catalogSpec(scope)),
    ...lowerPrincipals(scope),
    ...databases(scope, own),
    ...own,
  ];
}

/** Several products share a database; it points at the first of them that needs it. */
function databases(scope: TenantScope, own: readonly Resource[]): readonly Resource[] {
  const { tenant, catalog, working } = scope;
  const made = new Map<string, Resource>();
  for (const one of own) {
    const spec = one.spec as { readonly database?: string };
    if (spec.database === undefined || made.has(spec.database)) continue;
    const { database } = spec;
    const address = analyticsDatabaseAddress(tenant.slug, database);
    const inside = scope.viewDatabases.includes(database);
    const location = inside ? undefined : databaseLocation(scope, database);
    const dependsOn = inside ? [] : [analyticsCatalogAddress(tenant.slug, catalog), ...working].sort();
    made.set(database, {
      ...resource(scope, kinds.database, database, dependsOn, {
        catalog: inside ? internalCatalog : catalog,
        database,
        ...(location !== undefined && { location }),
      }),
      address,
      origin: one.origin,
    });
  }
  return [...made.values()];
}

/** A resource that belongs to the tenant as a whole. */
export function resource(
  { tenant }: TenantScope,
  kind: string,
  name: string,
  dependsOn: readonly Address[],
  spec: Json,
): Resource {
  const identity = { slug: tenant.slug, id: tenant.id };
  return {
    address: addressOf(tenant.slug, kind, name),
    tenant: identity,
    kind,
    name,
    spec,
    dependsOn,
    origin: tenant.origin,
  };
}
