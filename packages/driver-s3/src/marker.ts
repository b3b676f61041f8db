import { createHash } from 'node:crypto';
import { canonicalJson, namePattern, productPrefix, tenantPrefix, type Json } from '@akili/model';
import type { OwnershipMark } from '@akili/resource';
import type { ListedObject } from './object-store.ts';

/**
 * The marker of a product's prefix lies beside the product's folder, and its key says whose it is and of which
 * declaration: `tenant-<id>/products/daily_revenue.akili.000001.<64 hex digits>.json`. So one listing of `products/`
 * up to the next slash shows every marker and every folder of a tenant, and nothing has to be opened.
 */
export interface Marker {
  readonly product: string;
  /** Grows with each write: of two that a killed run left, the larger counts. */
  readonly serial: number;
  readonly digest: string;
  readonly object: ListedObject;
}

/** Where all markers of a tenant lie, and the folders of its products. */
export function markersPrefix(tenantId: string): string {
  return `${tenantPrefix(tenantId)}products/`;
}

/** Every marker of a product begins like this. */
export function markerStem(tenantId: string, product: string): string {
  return `${markersPrefix(tenantId)}${product}.akili.`;
}

export function markerKey(tenantId: string, product: string, serial: number, digest: string): string {
  const number = String(serial).padStart(6, '0');
  return `${markerStem(tenantId, product)}${number}.${digest.replace('sha256:', '')}.json`;
}

/** Undefined where the key is not one of a marker. */
export function readMarker(tenantId: string, object: ListedObject): Marker | undefined {
  const prefix = markersPrefix(tenantId);
  if (!object.key.startsWith(prefix)) return undefined;
  const match = /^([^.]+)\.akili\.(\d{6,})\.([0-9a-f]{64})\.json$/.exec(object.key.slice(prefix.length));
  const [, product = '', serial = '', hex = ''] = match ?? [];
  if (!namePattern.test(product)) return undefined;
  return { product, serial: Number(serial), digest: `sha256:${hex}`, object };
}

/** The markers that count: of each product the newest. */
export function newestMarkers(markers: readonly Marker[]): ReadonlyMap<string, Marker> {
  const newest = new Map<string, Marker>();
  for (const marker of markers)
    if ((newest.get(marker.product)?.serial ?? -1) < marker.serial) newest.set(marker.product, marker);
  return newest;
}

/** The text of a marker: what is said of the product, and the mark. */
export function markerText(body: { readonly [key: string]: Json }, { tenantId, digest }: OwnershipMark): string {
  return `${canonicalJson({ ...body, akili: { tenant: tenantId, digest } })}\n`;
}

/** What a store gives as the ETag of an object that was put in one go and is not encrypted with a key of its own. */
export function etagOf(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** The product that a prefix is of; undefined where it is none of this tenant's. */
export function productOf(tenantId: string, prefix: string): string | undefined {
  const product = prefix.slice(markersPrefix(tenantId).length).split('/')[0] ?? '';
  return namePattern.test(product) && productPrefix(tenantId, product) === prefix ? product : undefined;
}
