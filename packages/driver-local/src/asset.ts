import { digestOfText, namePattern, slugPattern, type Json } from '@akili/model';
import { documentType } from './document-type.ts';
import { removeEmptyFolders, removeFile } from './guarded-files.ts';
import type { Segments } from './guarded-path.ts';
import type { AssetManifest } from './asset-manifest.ts';
import type { Body } from './marked-document.ts';

/** What runs a product needs, one file a product: `compute/<slug>/<namespace>.<product>.json`. */
export type AssetSpec = AssetManifest;

/** Folder of a tenant's manifests: what a local runner or `akili-dagster` loads as one code location. */
export function assetsFolder(slug: string): Segments {
  return ['compute', slug];
}

/** What is compared: the whole file by its digest, with what people want to see of it. */
export function assetValue(body: Body, text: string): Json {
  const product = body['product'] as { readonly version?: Json } | undefined;
  return { version: product?.version ?? null, schedule: body['schedule'] ?? null, file: digestOfText(text) };
}

export const asset = documentType<AssetSpec>({
  kind: 'compute.asset',
  rank: 80,
  credential: 'tenant',
  noun: 'asset',
  // The manifest is made again from the repository; what the product made stays.
  removalRisk: 'safe',
  body: (spec) => spec,
  value: assetValue,
  judge(before, after) {
    const [old, next] = [before, after] as unknown as readonly {
      readonly version: string;
      readonly schedule: string;
    }[];
    const changed = (['version', 'schedule'] as const).filter((key) => old?.[key] !== next?.[key]);
    const words = changed.map((key) => `${key} ${old?.[key]} -> ${next?.[key]}`);
    return { reason: words.length === 0 ? 'the manifest changed' : `changed: ${words.join(', ')}`, risk: 'safe' };
  },
  place({ tenant }, name) {
    const parts = name.split('.');
    if (parts.length !== 2 || !parts.every((part) => namePattern.test(part)) || !slugPattern.test(tenant.slug)) {
      return undefined;
    }
    return { folder: assetsFolder(tenant.slug), file: `${name}.json` };
  },
  remove({ root }, { folder, file }) {
    removeFile(root, folder, file);
    removeEmptyFolders(root, folder, 1);
  },
});
