import { addressOf, platformSlug, type Address } from './address.ts';

// Resources are named by role and not by engine, so a driver can depend on what another driver makes: it computes the
// address with the function that the maker uses too.

/** A tenant's catalog on the analytics engine. */
export function analyticsCatalogAddress(slug: string, catalog: string): Address {
  return addressOf(slug, 'analytics.catalog', catalog);
}

/** A database of a tenant's catalog: a namespace, its raw inputs, or its materialized views. */
export function analyticsDatabaseAddress(slug: string, database: string): Address {
  return addressOf(slug, 'analytics.database', database);
}

/** A raw input or the table of a product. */
export function analyticsTableAddress(slug: string, database: string, table: string): Address {
  return addressOf(slug, 'analytics.table', `${database}.${table}`);
}

/** A materialized view. */
export function analyticsViewAddress(slug: string, database: string, view: string): Address {
  return addressOf(slug, 'analytics.view', `${database}.${view}`);
}

/** The first refresh of a materialized view. */
export function analyticsRefreshAddress(slug: string, database: string, view: string): Address {
  return addressOf(slug, 'analytics.refresh', `${database}.${view}`);
}

/** The table of a product on the lookup engine. */
export function lookupTableAddress(slug: string, schema: string, table: string): Address {
  return addressOf(slug, 'lookup.table', `${schema}.${table}`);
}

/** The bucket, which belongs to the platform. */
export function objectsBucketAddress(bucket: string): Address {
  return addressOf(platformSlug, 'objects.bucket', bucket);
}

/** The prefix of a product's data; `prefix` ends with its slash. */
export function objectsPrefixAddress(slug: string, bucket: string, prefix: string): Address {
  return addressOf(slug, 'objects.prefix', `${bucket}/${prefix}`);
}

/** A topic of a product. */
export function eventsTopicAddress(slug: string, topic: string): Address {
  return addressOf(slug, 'events.topic', topic);
}

/** What the orchestrator knows of a product. */
export function computeAssetAddress(slug: string, namespace: string, product: string): Address {
  return addressOf(slug, 'compute.asset', `${namespace}.${product}`);
}
