import type { Place } from '@akili/diagnostics';
import {
  catalogName,
  environmentPrefix,
  lookupSchema,
  lookupTable,
  principalName,
  rawNamespace,
  rawTable,
  tenantRole,
  topicNames,
  underscored,
  type Input,
  type Product,
  type Tenant,
} from '@akili/model';
import { productPlace, tenantPlace, within } from './places.ts';

/** What a name is made from, and so where a finding about it points. */
type Origin =
  | { readonly from: 'slug'; readonly tenant: Tenant }
  | { readonly from: 'team'; readonly tenant: Tenant; readonly index: number }
  | { readonly from: 'name' | 'namespace'; readonly tenant: Tenant; readonly product: Product }
  | { readonly from: 'input'; readonly tenant: Tenant; readonly product: Product; readonly input: Input };

/** A name that something of the repository has on an engine. */
export interface EngineName {
  /** What it is, for messages: `topic`, `role`. */
  readonly what: string;
  /** Names collide within a space: two tables may be called the same in two schemas. */
  readonly space: string;
  readonly name: string;
  /** Two names with the same owner are the same thing, told twice. */
  readonly owner: string;
  readonly origin: Origin;
  /** Characters that the engine allows; undefined where names are shortened to fit or cannot be too long. */
  readonly limit: number | undefined;
}

/** Kafka's limit for a topic. */
const topicLimit = 249;
/** Directories, Iceberg tables and databases of StarRocks all take this much. */
const objectLimit = 255;
/** An asset's manifest may be a file of this name, which takes 255 with its ending and that of a draft of it. */
const assetLimit = 239;

/** Where a name comes from in the manifests. */
export function placeOfName({ origin }: EngineName): Place {
  if (origin.from === 'slug') return tenantPlace(origin.tenant, 'slug');
  if (origin.from === 'team') return tenantPlace(origin.tenant, 'teams', origin.index);
  if (origin.from === 'input') return within(origin.input.place, 'name');
  return productPlace(origin.product, origin.from);
}

/** The names that a tenant gets on the engines, products or not. */
export function* tenantNames(tenant: Tenant): Generator<EngineName> {
  const { slug } = tenant;
  const origin: Origin = { from: 'slug', tenant };
  const own = (what: string, name: string): EngineName => {
    return { what, space: what, name, owner: slug, origin, limit: undefined };
  };
  yield own('catalog', catalogName(slug));
  yield own('principal', principalName(slug));
  yield own('code location', `akili-${slug}`);
  yield own('warehouse', `akili_${underscored(slug)}`);
  yield own('variable prefix', environmentPrefix(slug));
  for (const role of ['owner', 'deployer', 'reader'] as const) {
    yield { ...own('role', tenantRole(tenant, role)), owner: `${slug}/${role}` };
  }
  for (const [index, team] of tenant.teams.entries()) {
    const of: Origin = { from: 'team', tenant, index };
    yield { ...own('role', tenantRole(tenant, `team_${team}`)), owner: `${slug}/team/${team}`, origin: of };
  }
}

/** The names that a tenant's products get on the engines. */
export function* productNames(tenant: Tenant): Generator<EngineName> {
  const catalog = `catalog ${catalogName(tenant.slug)}`;
  const names = new Set<string>();
  const namespaces = new Set<string>();
  for (const product of tenant.products) {
    // Products of one name are reported as such; their names on the engines follow from it.
    if (names.has(product.name) || product.namespace === '') continue;
    names.add(product.name);
    if (!namespaces.has(product.namespace)) yield* namesOfNamespace(tenant, product, catalog);
    namespaces.add(product.namespace);
    yield* namesOfProduct(tenant, product, catalog);
  }
}

function* namesOfNamespace(tenant: Tenant, product: Product, catalog: string): Generator<EngineName> {
  const { namespace } = product;
  const owner = `${tenant.slug}/namespace/${namespace}`;
  const origin: Origin = { from: 'namespace', tenant, product };
  const raw = rawNamespace(namespace);
  const limit = objectLimit;
  yield { what: 'schema', space: 'schema', name: lookupSchema(tenant, namespace), owner, origin, limit: undefined };
  yield { what: 'namespace', space: catalog, name: namespace, owner, origin, limit };
  yield { what: 'namespace of raw inputs', space: catalog, name: raw, owner: `${owner}/raw`, origin, limit };
}

function* namesOfProduct(tenant: Tenant, product: Product, catalog: string): Generator<EngineName> {
  const { name, namespace } = product;
  const owner = `${tenant.slug}/${name}`;
  const origin: Origin = { from: 'name', tenant, product };
  const topics = topicNames(tenant.slug, name);
  for (const topic of [topics.dataAvailable, topics.executionEvents]) {
    yield { what: 'topic', space: 'topic', name: topic, owner: topic, origin, limit: topicLimit };
    // Kafka's metrics write `.` as `_`, so topics that differ in nothing else are not kept apart there.
    const metric = topic.replaceAll('.', '_');
    yield { what: 'topic in metrics', space: 'metric', name: metric, owner: topic, origin, limit: undefined };
  }
  const asset = `${namespace}.${name}`;
  const assets = `assets of ${tenant.slug}`;
  yield { what: 'asset', space: assets, name: asset, owner, origin, limit: assetLimit };
  const schema = `schema ${lookupSchema(tenant, namespace)}`;
  yield { what: 'lookup table', space: schema, name: lookupTable(tenant, name), owner, origin, limit: undefined };
  yield { what: 'table', space: `${catalog}.${namespace}`, name, owner, origin, limit: objectLimit };
  const raw = `${catalog}.${rawNamespace(namespace)}`;
  for (const input of product.inputs) {
    if (input.kind !== 'source') continue;
    const of: Origin = { from: 'input', tenant, product, input };
    const table = rawTable(name, input.name);
    yield {
      what: 'raw table',
      space: raw,
      name: table,
      owner: `${owner}/${input.name}`,
      origin: of,
      limit: objectLimit,
    };
  }
}
