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
  type Product,
  type Tenant,
} from '@akili/model';
import { productPlace, tenantPlace, within } from './places.ts';

/** A name that something of the repository has on an engine. */
export interface EngineName {
  /** What it is, for messages: `topic`, `role`. */
  readonly what: string;
  /** Names collide within a space: two tables may be called the same in two schemas. */
  readonly space: string;
  readonly name: string;
  /** Two names with the same owner are the same thing, told twice. */
  readonly owner: string;
  readonly tenant: string;
  readonly product?: string;
  readonly place: Place;
  /** Characters that the engine allows; undefined where names are shortened to fit or cannot be too long. */
  readonly limit?: number;
}

/** Kafka's limit for a topic. */
const topicLimit = 249;
/** Directories, Iceberg tables and databases of StarRocks all take this much. */
const objectLimit = 255;

/** The names that a tenant gets on the engines, products or not. */
export function* tenantNames(tenant: Tenant): Generator<EngineName> {
  const { slug } = tenant;
  const own = { owner: slug, tenant: slug, place: tenantPlace(tenant, 'slug') };
  yield { ...own, what: 'catalog', space: 'catalog', name: catalogName(slug) };
  yield { ...own, what: 'principal', space: 'principal', name: principalName(slug) };
  yield { ...own, what: 'code location', space: 'location', name: `akili-${slug}` };
  yield { ...own, what: 'warehouse', space: 'warehouse', name: `akili_${underscored(slug)}` };
  yield { ...own, what: 'variable prefix', space: 'variables', name: environmentPrefix(slug) };
  for (const role of ['owner', 'deployer', 'reader'] as const) {
    yield { ...own, owner: `${slug}/${role}`, what: 'role', space: 'role', name: tenantRole(tenant, role) };
  }
  for (const [index, team] of tenant.teams.entries()) {
    const place = tenantPlace(tenant, 'teams', index);
    const name = tenantRole(tenant, `team_${team}`);
    yield { ...own, owner: `${slug}/team/${team}`, what: 'role', space: 'role', name, place };
  }
}

/** The names that a tenant's products get on the engines. */
export function* productNames(tenant: Tenant): Generator<EngineName> {
  const seen = new Set<string>();
  for (const product of tenant.products) {
    // Products of one name are reported as such; their names on the engines follow from it.
    if (seen.has(product.name) || product.namespace === '') continue;
    seen.add(product.name);
    yield* namesOf(tenant, product);
  }
}

function* namesOf(tenant: Tenant, product: Product): Generator<EngineName> {
  const { slug } = tenant;
  const { name, namespace } = product;
  const own = { owner: `${slug}/${name}`, tenant: slug, product: name, place: productPlace(product, 'name') };
  const home = { ...own, owner: `${slug}/namespace/${namespace}`, place: productPlace(product, 'namespace') };
  for (const topic of Object.values(topicNames(slug, name))) {
    yield { ...own, owner: topic, what: 'topic', space: 'topic', name: topic, limit: topicLimit };
    // Kafka's metrics write `.` as `_`, so topics that differ in nothing else are not kept apart there.
    yield { ...own, owner: topic, what: 'topic in metrics', space: 'metric', name: topic.replaceAll('.', '_') };
  }
  const schema = lookupSchema(tenant, namespace);
  yield { ...home, what: 'schema', space: 'schema', name: schema };
  yield { ...own, what: 'lookup table', space: `schema ${schema}`, name: lookupTable(tenant, name) };
  const database = `catalog ${catalogName(slug)}`;
  yield { ...home, what: 'namespace', space: database, name: namespace, limit: objectLimit };
  const raw = rawNamespace(namespace);
  yield {
    ...home,
    owner: `${home.owner}/raw`,
    what: 'namespace of raw inputs',
    space: database,
    name: raw,
    limit: objectLimit,
  };
  yield { ...own, what: 'table', space: `${database}.${namespace}`, name, limit: objectLimit };
  for (const input of product.inputs) {
    if (input.kind !== 'source') continue;
    const table = rawTable(name, input.name);
    const place = within(input.place, 'name');
    const owner = `${own.owner}/${input.name}`;
    yield { ...own, owner, what: 'raw table', space: `${database}.${raw}`, name: table, place, limit: objectLimit };
  }
}
