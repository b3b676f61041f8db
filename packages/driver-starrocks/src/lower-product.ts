import { digestOf, lookupSchema, rawNamespace, rawTable, shorten, starrocksViewNameLimit } from '@akili/model';
import type { CompiledColumn, CompiledProduct, CompiledServing } from '@akili/model';
import {
  analyticsDatabaseAddress,
  analyticsRefreshAddress,
  analyticsTableAddress,
  analyticsViewAddress,
  type Resource,
} from '@akili/resource';
import { besideSuffix, kinds } from './kinds.ts';
import { productLocation } from './lower-catalog.ts';
import { resource, type TenantScope } from './lower.ts';
import type { RefreshSpec, TableSpec, ViewSpec } from './specs.ts';
import { teamRoles } from './team-access.ts';
import { madeOf } from './view.ts';

/** The serving mode that asks for a materialized view, with the SQL that fills it. */
export function viewOf(
  product: CompiledProduct,
): { readonly mode: CompiledServing; readonly definition: string } | undefined {
  const mode = product.serving.find((serving) => serving.intent === 'analytics' && serving.materialized);
  const definition = product.sql.starrocks;
  return mode === undefined || typeof definition !== 'string' ? undefined : { mode, definition };
}

/** The view of a product: its name, unless that passes StarRocks' limit. */
export function viewName(tenant: TenantScope['tenant'], product: CompiledProduct): string {
  return shorten(tenant.id, product.name, starrocksViewNameLimit);
}

/** The tables of a product's raw inputs, its own, its view and the view's first refresh. */
export function lowerProduct(scope: TenantScope, product: CompiledProduct): readonly Resource[] {
  const { tenant } = scope;
  const { namespace, name } = product;
  const sources = product.inputs.filter((input) => input.kind === 'source');
  const sortKey = product.serving.find((serving) => serving.intent === 'analytics')?.sortKey ?? [];
  const teams = tenant.status === 'archived' ? [] : teamRoles(tenant, product);
  const location = productLocation(scope, name);
  return [
    ...sources.map((input) =>
      table(scope, product, rawNamespace(namespace), rawTable(name, input.name), input.columns, {
        sortKey: [],
        teams: [],
      }),
    ),
    table(scope, product, namespace, name, product.columns, {
      sortKey,
      teams,
      ...(location !== undefined && { location }),
    }),
    ...view(scope, product),
  ];
}

function table(
  scope: TenantScope,
  product: CompiledProduct,
  database: string,
  name: string,
  columns: readonly CompiledColumn[],
  more: Pick<TableSpec, 'sortKey' | 'teams' | 'location'>,
): Resource {
  const { tenant, catalog, working } = scope;
  const spec: TableSpec = {
    catalog,
    database,
    table: name,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
    ...more,
  };
  const dependsOn = [analyticsDatabaseAddress(tenant.slug, database), ...working].sort();
  return {
    ...resource(scope, kinds.table, `${database}.${name}`, dependsOn, spec),
    address: analyticsTableAddress(tenant.slug, database, name),
    product: product.name,
    origin: product.origin,
  };
}

function view(scope: TenantScope, product: CompiledProduct): readonly Resource[] {
  const { tenant, catalog, group, working } = scope;
  const found = viewOf(product);
  if (found === undefined) return [];
  const database = lookupSchema(tenant, product.namespace);
  const name = viewName(tenant, product);
  const spec: ViewSpec = {
    catalog,
    database,
    view: name,
    beside: `${shorten(tenant.id, name, starrocksViewNameLimit - besideSuffix.length)}${besideSuffix}`,
    definition: found.definition,
    reads: digestOf(
      product.inputs.map((input) => {
        const columns = upstreamOf(scope, input.product)?.columns ?? input.columns;
        const sortKey = upstreamOf(scope, input.product)?.serving.map((mode) => mode.sortKey) ?? [];
        return { columns: columns.map(({ name: column, type }) => ({ column, type })), sortKey };
      }),
    ),
    sortKey: found.mode.sortKey,
    refreshInterval: found.mode.refreshInterval ?? null,
    resourceGroup: group,
    teams: tenant.status === 'archived' ? [] : teamRoles(tenant, product),
  };
  const about = { product: product.name, origin: product.origin };
  const address = analyticsViewAddress(tenant.slug, database, name);
  const groups = group === null ? [] : [`${tenant.slug}/${kinds.resourceGroup}/${group}`];
  const reads = [analyticsDatabaseAddress(tenant.slug, database), ...tablesRead(scope, product), ...working, ...groups];
  const refresh: RefreshSpec = { catalog, database, view: name, of: madeOf(spec) };
  return [
    { ...resource(scope, kinds.view, `${database}.${name}`, reads.sort(), spec), address, ...about },
    {
      ...resource(scope, kinds.refresh, `${database}.${name}`, [address], refresh),
      address: analyticsRefreshAddress(tenant.slug, database, name),
      ...about,
    },
  ];
}

/** Addresses of the product's table, of its raw inputs and of the products that it reads. */
function tablesRead(scope: TenantScope, product: CompiledProduct): string[] {
  const { tenant } = scope;
  const { namespace, name } = product;
  const read = product.inputs.map((input) => {
    if (input.kind === 'source')
      return analyticsTableAddress(tenant.slug, rawNamespace(namespace), rawTable(name, input.name));
    const upstream = upstreamOf(scope, input.product);
    return upstream && analyticsTableAddress(tenant.slug, upstream.namespace, upstream.name);
  });
  return [analyticsTableAddress(tenant.slug, namespace, name), ...read.filter((one) => one !== undefined)];
}

function upstreamOf({ products }: TenantScope, name: string | undefined): CompiledProduct | undefined {
  return name === undefined ? undefined : products.find((one) => one.name === name);
}
