import {
  lookupSchema,
  lookupTable,
  tenantRole,
  type CompiledProduct,
  type CompiledTenant,
  type Json,
} from '@akili/model';
import {
  addressOf,
  byAddress,
  type Address,
  type LowerInput,
  type Resource,
  type TenantIdentity,
} from '@akili/resource';
import { columnTypeOf } from './column-type.ts';
import { roleKind, schemaKind, tableKind, tableName } from './kinds.ts';
import { lowerControl, lowerControlAccess } from './lower-control.ts';
import { currentDeployer, teamRoles, tenantRoles } from './lower-roles.ts';
import type { SchemaSpec, TableSpec } from './specs.ts';

/**
 * Roles, schemas and tables of every tenant that serves a product from PostgreSQL. Who may do what:
 * the owner (no login) owns schemas and tables; the deployer, which the tenant's CI job alone holds, may act as it;
 * the reader reads every table; a team reads the tables of the products whose `access` names it.
 */
export function lower(input: LowerInput): readonly Resource[] {
  const { tenants, products } = input.compilation;
  const byTenant = grouped(products.filter(served), (product) => product.tenant);
  return [
    ...lowerControl(input),
    ...tenants.flatMap((tenant) => lowerTenant(tenant, byTenant.get(tenant.slug) ?? [], input)),
  ].toSorted(byAddress);
}

function keepsState({ environment }: LowerInput): boolean {
  return !environment.embedded && environment.state.store === 'postgres';
}

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

function served(product: CompiledProduct): boolean {
  return product.serving.some((mode) => mode.intent === 'lookup' && mode.engine === 'postgresql');
}

function lowerTenant(
  tenant: CompiledTenant,
  products: readonly CompiledProduct[],
  input: LowerInput,
): readonly Resource[] {
  // Where the state lives here too, every tenant has to log in.
  if (products.length === 0 && !keepsState(input)) return [];
  const identity: TenantIdentity = { slug: tenant.slug, id: tenant.id };
  return [
    ...roles(tenant, identity, products, input),
    ...lowerControlAccess(tenant, input),
    ...[...grouped(products, (product) => product.namespace)].map(([namespace, inside]) =>
      schema(tenant, identity, namespace, inside),
    ),
    ...products.map((product) => table(tenant, identity, product, currentDeployer(tenant, input))),
  ];
}

function roles(
  tenant: CompiledTenant,
  identity: TenantIdentity,
  products: readonly CompiledProduct[],
  input: LowerInput,
): readonly Resource[] {
  return tenantRoles(tenant, products, input).map(({ spec, dependsOn }) =>
    resource(identity, roleKind, spec.role, tenant.origin, dependsOn, spec),
  );
}

function schema(
  tenant: CompiledTenant,
  identity: TenantIdentity,
  namespace: string,
  products: readonly CompiledProduct[],
): Resource {
  const name = lookupSchema(tenant, namespace);
  const owner = tenantRole(tenant, 'owner');
  const usage = [...new Set(products.flatMap((product) => readers(tenant, product)))].toSorted();
  const spec: SchemaSpec = { schema: name, owner, usage };
  return resource(identity, schemaKind, name, tenant.origin, roleAddresses(tenant, [owner, ...usage]), spec);
}

function table(tenant: CompiledTenant, identity: TenantIdentity, product: CompiledProduct, deployer: string): Resource {
  const schemaName = lookupSchema(tenant, product.namespace);
  const name = lookupTable(tenant, product.name);
  const owner = tenantRole(tenant, 'owner');
  const spec: TableSpec = {
    schema: schemaName,
    table: name,
    tenantId: tenant.id,
    owner,
    columns: product.columns.map((column) => ({
      name: column.name,
      type: columnTypeOf(column.type),
      nullable: column.nullable,
    })),
    key: product.key,
    indexes: furtherIndexes(product),
    readers: readers(tenant, product),
    ...(tenant.status === 'active' ? {} : { closed: true as const }),
  };
  const dependsOn = [
    addressOf(tenant.slug, schemaKind, schemaName),
    // Tables are made with the tenant's own login.
    ...roleAddresses(tenant, [deployer, owner, ...spec.readers]),
  ].toSorted();
  return {
    ...resource(identity, tableKind, tableName(schemaName, name), product.origin, dependsOn, spec),
    product: product.name,
  };
}

/** Each list of columns once, and none that the key gives already. */
function furtherIndexes(product: CompiledProduct): readonly (readonly string[])[] {
  const key = JSON.stringify(product.key);
  const written = product.serving
    .filter((mode) => mode.engine === 'postgresql')
    .flatMap((mode) => mode.indexes)
    .map((columns) => JSON.stringify(columns));
  return [...new Set(written)]
    .filter((columns) => columns !== key)
    .toSorted()
    .map((columns) => JSON.parse(columns) as readonly string[]);
}

/** An archived tenant keeps its data, and nobody reads it. */
function readers(tenant: CompiledTenant, product: CompiledProduct): readonly string[] {
  if (tenant.status === 'archived') return [];
  return [...new Set([tenantRole(tenant, 'reader'), ...teamRoles(tenant, product)])].toSorted();
}

function roleAddresses(tenant: CompiledTenant, names: readonly string[]): readonly Address[] {
  return names.map((name) => addressOf(tenant.slug, roleKind, name)).toSorted();
}

function resource(
  tenant: TenantIdentity,
  kind: string,
  name: string,
  origin: Resource['origin'],
  dependsOn: readonly Address[],
  spec: Json,
): Resource {
  return { address: addressOf(tenant.slug, kind, name), tenant, kind, name, spec, dependsOn, origin };
}
