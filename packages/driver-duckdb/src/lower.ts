import { catalogName, lookupSchema, rawNamespace, rawTable } from '@akili/model';
import { qualifiedName, quoteIdentifier } from '@akili/client-duckdb';
import type { CompiledProduct, CompiledTenant } from '@akili/model';
import {
  analyticsCatalogAddress,
  analyticsDatabaseAddress,
  analyticsRefreshAddress,
  analyticsTableAddress,
  analyticsViewAddress,
  byAddress,
  specDigest,
  type LowerInput,
  type Resource,
} from '@akili/resource';
import type { CatalogSpec } from './catalog.ts';
import type { DatabaseSpec } from './database.ts';
import type { RefreshSpec } from './refresh.ts';
import type { TableSpec } from './table-spec.ts';
import { definitionDigest, type ViewSpec } from './view-spec.ts';

/** What every tenant shall have on its analytics engine: the catalog, and for each product its tables and view. */
export function lower({ compilation }: LowerInput): readonly Resource[] {
  const byTenant = new Map<string, CompiledProduct[]>();
  for (const product of compilation.products) {
    const known = byTenant.get(product.tenant);
    if (known) known.push(product);
    else byTenant.set(product.tenant, [product]);
  }
  return compilation.tenants.flatMap((tenant) => lowerTenant(tenant, byTenant.get(tenant.slug) ?? [])).sort(byAddress);
}

function lowerTenant(tenant: CompiledTenant, products: readonly CompiledProduct[]): Resource[] {
  const name = catalogName(tenant.slug);
  const catalog: Resource<CatalogSpec> = {
    address: analyticsCatalogAddress(tenant.slug, name),
    tenant: { slug: tenant.slug, id: tenant.id },
    kind: 'analytics.catalog',
    name,
    spec: { catalog: name },
    dependsOn: [],
    origin: tenant.origin,
  };
  const own = products.flatMap((product) => lowerProduct(tenant, product));
  // Several products share a database; it points at the first of them that needs it.
  const databases = new Map<string, Resource<DatabaseSpec>>();
  for (const { spec, origin } of own) {
    const { database } = spec as { readonly database: string };
    if (databases.has(database)) continue;
    databases.set(database, {
      ...catalog,
      address: analyticsDatabaseAddress(tenant.slug, database),
      kind: 'analytics.database',
      name: database,
      spec: { catalog: name, database },
      dependsOn: [catalog.address],
      origin,
    });
  }
  return [catalog, ...databases.values(), ...own];
}

function lowerProduct(tenant: CompiledTenant, product: CompiledProduct): readonly Resource[] {
  const { namespace, name } = product;
  const sources = product.inputs.filter((input) => input.kind === 'source');
  return [
    ...sources.map((input) =>
      lowerTable(tenant, product, rawNamespace(namespace), rawTable(name, input.name), input.columns),
    ),
    lowerTable(tenant, product, namespace, name, product.columns),
    ...lowerView(tenant, product),
  ];
}

function lowerTable(
  tenant: CompiledTenant,
  product: CompiledProduct,
  database: string,
  table: string,
  columns: CompiledProduct['columns'],
): Resource<TableSpec> {
  return {
    address: analyticsTableAddress(tenant.slug, database, table),
    tenant: { slug: tenant.slug, id: tenant.id },
    kind: 'analytics.table',
    name: `${database}.${table}`,
    spec: {
      catalog: catalogName(tenant.slug),
      database,
      table,
      columns: columns.map((column) => ({ name: column.name, type: column.type })),
    },
    dependsOn: [analyticsDatabaseAddress(tenant.slug, database)],
    product: product.name,
    origin: product.origin,
  };
}

/** The view of the first serving mode that asks for one, and its first refresh. */
function lowerView(tenant: CompiledTenant, product: CompiledProduct): readonly Resource[] {
  const mode = product.serving.find((serving) => serving.intent === 'analytics' && serving.materialized);
  if (mode === undefined) return [];
  const table = lowerTable(tenant, product, product.namespace, product.name, product.columns);
  const { catalog, columns } = table.spec;
  const database = lookupSchema(tenant, product.namespace);
  const list = columns.map((column) => quoteIdentifier(column.name)).join(', ');
  const definition = `SELECT ${list} FROM ${qualifiedName(catalog, product.namespace, product.name)}`;
  const common = { catalog, database, view: product.name, definition, sortKey: mode.sortKey };
  const view: Resource<ViewSpec> = {
    ...table,
    address: analyticsViewAddress(tenant.slug, database, product.name),
    kind: 'analytics.view',
    name: `${database}.${product.name}`,
    spec: { ...common, columns, refreshInterval: mode.refreshInterval ?? null },
    dependsOn: [analyticsDatabaseAddress(tenant.slug, database), table.address].sort(),
  };
  const refresh: Resource<RefreshSpec> = {
    ...view,
    address: analyticsRefreshAddress(tenant.slug, database, product.name),
    kind: 'analytics.refresh',
    spec: { ...common, of: definitionDigest(common), viewDigest: specDigest(view) },
    dependsOn: [view.address],
  };
  return [view, refresh];
}
