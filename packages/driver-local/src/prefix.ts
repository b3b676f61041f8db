import { documentType } from './document-type.ts';
import { removeEmptyFolders, removeFolder } from './guarded-files.ts';
import { bucketDepth, markerFile, prefixFolder } from './objects-layout.ts';

/** The prefix of a product's data; its marker object says what lies there. */
export type PrefixSpec = {
  readonly bucket: string;
  readonly prefix: string;
  readonly tenant: string;
  readonly product: string;
  readonly version: string;
  readonly classification: string;
};

export const prefix = documentType<PrefixSpec>({
  kind: 'objects.prefix',
  // After the bucket, and removed before it.
  rank: 21,
  credential: 'tenant',
  noun: 'prefix',
  removalRisk: 'destructive',
  body: (spec) => ({ ...spec }),
  value: (body) => body,
  judge: () => ({ reason: 'the marker describes an older declaration', risk: 'safe' }),
  place({ tenant }, name) {
    const folder = prefixFolder(tenant.id, name);
    return folder && { folder, file: markerFile };
  },
  remove({ root }, { folder, file }) {
    removeFolder(root, folder, file);
    // S3 has no folders: an empty one would show as something that is nobody's.
    removeEmptyFolders(root, folder.slice(0, -1), bucketDepth);
  },
});
