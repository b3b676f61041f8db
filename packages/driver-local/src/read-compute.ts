import { addressOf, byAddress, type Observed } from '@akili/resource';
import { assetsFolder, assetValue } from './asset.ts';
import { listFolder, readFile } from './guarded-files.ts';
import { isSegment } from './guarded-path.ts';
import type { LocalSession } from './local-session.ts';
import { readDocument } from './marked-document.ts';

/** What lies in the tenant's folder of manifests. */
export function readCompute({ root, tenant }: LocalSession): readonly Observed[] {
  const folder = assetsFolder(tenant.slug);
  return listFolder(root, folder)
    .map((entry): Observed => {
      const isManifest = entry.isFile() && isSegment(entry.name) && entry.name.endsWith('.json');
      const text = isManifest ? readFile(root, folder, entry.name) : undefined;
      const document = readDocument(text);
      const name = isManifest ? entry.name.slice(0, -'.json'.length) : entry.name;
      return {
        address: addressOf(tenant.slug, 'compute.asset', name),
        kind: 'compute.asset',
        name,
        value: document === undefined ? {} : assetValue(document.body, text as string),
        mark: document?.mark,
      };
    })
    .sort(byAddress);
}
