import {
  S3Client,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import type { CephAccess, CephKeys } from '../ceph.ts';

/** A client of the gateway with somebody's keys. */
export function clientOf(access: CephAccess, keys: CephKeys): S3Client {
  return new S3Client({
    endpoint: access.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { ...keys },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 1,
  });
}

/** Takes every bucket of the platform and every tenant's user away, so that the next test meets an empty store. */
export async function clearStore(access: CephAccess): Promise<void> {
  const client = clientOf(access, access.platform);
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  for (const { Name: Bucket = '' } of Buckets) {
    for (;;) {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
      if (Contents.length === 0) break;
      const Objects = Contents.map(({ Key = '' }) => ({ Key }));
      await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    }
    await client.send(new DeleteBucketCommand({ Bucket }));
  }
  client.destroy();
  const users = JSON.parse(await access.admin('user', 'list')) as readonly string[];
  for (const user of users) if (user.startsWith('tenant-')) await access.admin('user', 'rm', '--uid', user);
}
