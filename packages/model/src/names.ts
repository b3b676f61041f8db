import { createHash } from 'node:crypto';

/** Identifiers longer than this are shortened: PostgreSQL keeps 63 bytes (NAMEDATALEN - 1). */
export const postgresNameLimit = 63;
/** StarRocks limits the name of a materialized view to 64 characters; we use one limit for both. */
export const starrocksViewNameLimit = 64;

/** A slug as engines with identifiers write it: hyphens become underscores. Injective, since slugs have no `_`. */
export function underscored(slug: string): string {
  return slug.replaceAll('-', '_');
}

/**
 * Keeps a name within an engine's limit (bytes; all our names are ASCII): a readable head and 12 hex digits of
 * sha256(tenant id + full name).
 */
export function shorten(tenantId: string, name: string, limit: number): string {
  if (name.length <= limit) return name;
  const digest = createHash('sha256')
    .update(tenantId + name)
    .digest('hex')
    .slice(0, 12);
  return `${name.slice(0, limit - 13)}_${digest}`;
}

/** Analytics catalog of a tenant: `tenant_acme_corp_catalog`. */
export function catalogName(slug: string): string {
  return `tenant_${underscored(slug)}_catalog`;
}

/** Namespace (database of the catalog) that holds a product's raw inputs: `sales__raw`. */
export function rawNamespace(namespace: string): string {
  return `${namespace}__raw`;
}

/** Table of a product's raw input: `daily_revenue__orders`. */
export function rawTable(product: string, input: string): string {
  return `${product}__${input}`;
}

/** PostgreSQL schema of a tenant's namespace, and StarRocks database of its materialized views. */
export function lookupSchema(tenant: { readonly slug: string; readonly id: string }, namespace: string): string {
  return shorten(tenant.id, `tenant_${underscored(tenant.slug)}__${namespace}`, postgresNameLimit);
}

/** PostgreSQL table of a product. */
export function lookupTable(tenant: { readonly id: string }, product: string): string {
  return shorten(tenant.id, product, postgresNameLimit);
}

/** A role of a tenant on PostgreSQL and StarRocks: `tenant_acme_corp__reader`, `tenant_acme_corp__team_sales_analytics`. */
export function tenantRole(
  tenant: { readonly slug: string; readonly id: string },
  role: 'owner' | 'deployer' | 'deployer__b' | 'reader' | `team_${string}`,
): string {
  return shorten(tenant.id, `tenant_${underscored(tenant.slug)}__${underscored(role)}`, postgresNameLimit);
}

/** Prefix of everything a tenant has in the bucket, with its trailing slash. */
export function tenantPrefix(tenantId: string): string {
  return `tenant-${tenantId}/`;
}

/** Prefix of a product's data, with its trailing slash. */
export function productPrefix(tenantId: string, product: string): string {
  return `${tenantPrefix(tenantId)}products/${product}/data/`;
}

/** The two topics of a product. */
export function topicNames(
  slug: string,
  product: string,
): { readonly dataAvailable: string; readonly executionEvents: string } {
  return { dataAvailable: `${slug}.${product}.data.available`, executionEvents: `${slug}.${product}.execution.events` };
}

/**
 * S3 and Kafka principal of a tenant, without the engine's own prefix. Slot b is the login that a rotation goes over to
 * where a principal has one password; no slug holds `--`.
 */
export function principalName(slug: string, slot: 'a' | 'b' = 'a'): string {
  return slot === 'a' ? `tenant-${slug}` : `tenant-${slug}--b`;
}

/** Environment variable prefix that a tenant may name by default: `AKILI_ACME_CORP__`. */
export function environmentPrefix(slug: string): string {
  return `AKILI_${underscored(slug).toUpperCase()}__`;
}

export const reservedSlugs: readonly string[] = ['platform', 'akili', 'default', 'public', 'system'];
export const reservedNamespaces: readonly string[] = [
  'main',
  'information_schema',
  'pg_catalog',
  'temp',
  'system',
  'sys',
  'default',
  'public',
  '_statistics_',
];
/** The column that every lookup table has first; an output may not be called so. */
export const tenantColumn = 'tenant_id';

export const slugPattern = /^(?=.{3,63}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Namespaces, products, inputs, checks. */
export const namePattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
