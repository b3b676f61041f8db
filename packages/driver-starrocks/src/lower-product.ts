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
import { identifier } from './quote.ts';
import type { RefreshSpec, TableSpec, ViewSpec } from './specs.ts';
import { teamRoles } from './team-access.ts';
import { madeOf } from './view.ts';

/** The serving mode that asks for a materialized view. */
export function viewOf(product: CompiledProduct): CompiledServing | undefined {
  return product.serving.find((serving) => serving.intent === 'analytics' && serving.materialized);
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
  const mode = viewOf(product);
  if (mode === undefined) return [];
  const database = lookupSchema(tenant, product.namespace);
  const name = viewName(tenant, product);
  const spec: ViewSpec = {
    catalog,
    database,
    view: name,
    beside: `${shorten(tenant.id, name, starrocksViewNameLimit - besideSuffix.length)}${besideSuffix}`,
    definition: definitionOf(catalog, product),
    reads: digestOf({
      columns: product.columns.map(({ name: column, type }) => ({ column, type })),
      sortKey: mode.sortKey,
    }),
    sortKey: mode.sortKey,
    refreshInterval: mode.refreshInterval ?? null,
    resourceGroup: group,
    teams: tenant.status === 'archived' ? [] : teamRoles(tenant, product),
  };
  const about = { product: product.name, origin: product.origin };
  const address = analyticsViewAddress(tenant.slug, database, name);
  const groups = group === null ? [] : [`${tenant.slug}/${kinds.resourceGroup}/${group}`];
  const reads = [
    analyticsDatabaseAddress(tenant.slug, database),
    analyticsTableAddress(tenant.slug, product.namespace, product.name),
    ...working,
    ...groups,
  ];
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

/**
 * What fills a view: the product's own table, column by column. So it shows only what was promoted there, and queries on
 * the table are rewritten to it.
 */
function definitionOf(catalog: string, { namespace, name, columns }: CompiledProduct): string {
  const list = columns.map((column) => identifier(column.name)).join(', ');
  return `SELECT ${list} FROM ${[catalog, namespace, name].map(identifier).join('.')}`;
}
