import { namePattern, productPrefix, type Json } from '@akili/model';
import type { Segments } from './guarded-path.ts';

/** The object that marks a bucket, and a product's prefix. */
export const markerFile = '.akili.json';
export const bucketPattern = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** The seed's bucket, where `akili.yaml` names no other. */
export const defaultBucket = 'akili-data';

/** The bucket that the settings of the objects engine name. */
export function bucketOf(settings: { readonly [key: string]: Json } | undefined): string {
  const written = settings?.['bucket'];
  return typeof written === 'string' && bucketPattern.test(written) ? written : defaultBucket;
}

export function bucketFolder(bucket: string): Segments {
  return ['objects', bucket];
}

/** How many segments a bucket's folder has. */
export const bucketDepth = 2;

/** Folder of everything a tenant has in a bucket. */
export function tenantFolder(bucket: string, tenantId: string): Segments {
  return [...bucketFolder(bucket), `tenant-${tenantId}`];
}

/** Name of a product's prefix: `akili-data/tenant-<id>/products/daily_revenue/data/`. */
export function prefixName(bucket: string, tenantId: string, product: string): string {
  return `${bucket}/${productPrefix(tenantId, product)}`;
}

/** Folder of a prefix; undefined where the name is none of this tenant's prefixes. */
export function prefixFolder(tenantId: string, name: string): Segments | undefined {
  const [bucket = '', , , product = ''] = name.split('/');
  if (!bucketPattern.test(bucket) || !namePattern.test(product)) return undefined;
  if (name !== prefixName(bucket, tenantId, product)) return undefined;
  return [...tenantFolder(bucket, tenantId), 'products', product, 'data'];
}
