import { digestOf, type Json } from '@akili/model';
import type { OwnershipMark } from '@akili/resource';
import type { JsonObject } from './asset-entry.ts';
import { kinds } from './kinds.ts';

/** What is compared of an asset: all of it by the digest of its entry, with what people want to see. */
export type AssetSpec = {
  readonly version: string;
  readonly schedule: string | null;
  readonly digest: string;
};

export function assetSpecOf(entry: JsonObject): AssetSpec {
  const schedule = entry['schedule'] as { readonly cron: string } | null;
  return { version: String(entry['version']), schedule: schedule?.cron ?? null, digest: String(entry['digest']) };
}

/** The mark of an asset that Dagster shows: whose it is says its metadata, the rest follows from what it shows. */
export function assetMark(tenantId: string, name: string, spec: Json): OwnershipMark {
  return { tenantId, digest: digestOf({ kind: kinds.asset, name, spec }) };
}
