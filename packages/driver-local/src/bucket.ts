import { EngineError, platformSlug } from '@akili/resource';
import { documentType } from './document-type.ts';
import { listFolder, removeFolder } from './guarded-files.ts';
import { bucketFolder, bucketPattern, markerFile } from './objects-layout.ts';

/** The bucket of all tenants: a folder with a marker. */
export type BucketSpec = { readonly bucket: string };

export const bucket = documentType<BucketSpec>({
  kind: 'objects.bucket',
  rank: 20,
  credential: 'platform',
  noun: 'bucket',
  removalRisk: 'destructive',
  body: (spec) => ({ bucket: spec.bucket }),
  value: (body) => ({ bucket: body['bucket'] ?? null }),
  judge: () => ({ reason: 'the marker names another bucket', risk: 'safe' }),
  place: ({ tenant }, name) =>
    tenant.slug === platformSlug && bucketPattern.test(name)
      ? { folder: bucketFolder(name), file: markerFile }
      : undefined,
  remove({ root }, { folder, file }) {
    // As S3 does: a bucket with objects does not go.
    if (listFolder(root, folder).some((entry) => entry.name !== file)) {
      throw new EngineError(`The bucket \`${folder.at(-1)}\` is not empty.`);
    }
    removeFolder(root, folder, file);
  },
});
