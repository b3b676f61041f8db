import { canonicalJson, digestOfText } from '@akili/model';
import { specDigest, type OwnershipMark, type Resource } from '@akili/resource';
import type { JsonObject } from './asset-entry.ts';

/** The file as it is delivered: the manifest with its ownership mark, keys in canonical order. */
export function manifestText(manifest: JsonObject, mark: OwnershipMark): string {
  return `${canonicalJson({ ...manifest, akili: { tenant: mark.tenantId, digest: mark.digest } })}\n`;
}

/** The file of a desired manifest. */
export function deliveredText(desired: Resource<JsonObject>): string {
  return manifestText(desired.spec, { tenantId: desired.tenant.id, digest: specDigest(desired) });
}

/** A delivered file as it was found. */
export interface DeliveredManifest {
  /** Digest over the bytes: what the code location reports as loaded. */
  readonly file: string;
  readonly mark: OwnershipMark | undefined;
  readonly manifest: JsonObject | undefined;
}

export function readDelivered(text: string): DeliveredManifest {
  const file = digestOfText(text);
  try {
    const { akili, ...manifest } = JSON.parse(text) as JsonObject & {
      readonly akili?: { readonly tenant?: unknown; readonly digest?: unknown };
    };
    if (typeof akili?.tenant !== 'string' || typeof akili.digest !== 'string')
      return { file, mark: undefined, manifest: undefined };
    return { file, mark: { tenantId: akili.tenant, digest: akili.digest }, manifest: manifest as JsonObject };
  } catch {
    return { file, mark: undefined, manifest: undefined };
  }
}
