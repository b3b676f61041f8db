import { environmentPrefix, productPrefix, tenantPrefix, underscored } from '@akili/model';
import type { TenantScope } from './lower.ts';
import type { CatalogSpec } from './specs.ts';

/** The tenant's Iceberg catalog: a warehouse of its own, with its own keys for the object store. */
export function catalogSpec({ tenant, input, catalog, viewDatabases }: TenantScope): CatalogSpec {
  const { engines } = input.environment;
  const iceberg = engines.analytics?.settings['iceberg'] as { readonly uri?: string } | undefined;
  const objects = engines.objects?.settings ?? {};
  const endpoint = text(objects['endpoint']);
  const region = text(objects['region']);
  const keys = input.objectLogins?.[tenant.slug];
  return {
    catalog,
    properties: {
      ...(endpoint !== undefined && {
        'aws.s3.enable_path_style_access': 'true',
        'aws.s3.enable_ssl': String(!endpoint.startsWith('http:')),
        'aws.s3.endpoint': endpoint,
      }),
      ...(region !== undefined && { 'aws.s3.region': region }),
      'iceberg.catalog.type': 'rest',
      ...(iceberg?.uri !== undefined && { 'iceberg.catalog.uri': iceberg.uri }),
      // On by default, and no catalog can vend credentials for every object store.
      'iceberg.catalog.vended-credentials-enabled': 'false',
      'iceberg.catalog.warehouse': `akili_${underscored(tenant.slug)}`,
      type: 'iceberg',
    },
    keys: {
      reference: keys?.reference ?? tenant.credentials['objects'] ?? `env:${environmentPrefix(tenant.slug)}OBJECTS`,
      version: keys?.version ?? null,
    },
    viewDatabases,
  };
}

/** Where a database's files lie, within the tenant's prefix; undefined where the environment names no bucket. */
export function databaseLocation(scope: TenantScope, database: string): string | undefined {
  const bucket = bucketOf(scope);
  return bucket === undefined ? undefined : `s3://${bucket}/${tenantPrefix(scope.tenant.id)}${database}/`;
}

/** Where a product's table lies: the prefix that its data is promised at. */
export function productLocation(scope: TenantScope, product: string): string | undefined {
  const bucket = bucketOf(scope);
  return bucket === undefined ? undefined : `s3://${bucket}/${productPrefix(scope.tenant.id, product)}`;
}

function bucketOf({ input }: TenantScope): string | undefined {
  return text(input.environment.engines.objects?.settings['bucket']);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
