import type { S3Client } from '@aws-sdk/client-s3';
import { EngineError, type TenantIdentity } from '@akili/resource';
import { manifestKey } from './manifest-place.ts';
import type { ManifestStore } from './manifest-store.ts';

/** How the object store is reached; the secret is looked up when a tenant first needs it. */
export interface S3Place {
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly timeoutMs: number;
  /** On Ceph an object belongs to the user who wrote it: the bucket's owner reads it only where the writer lets it. */
  readonly giveToBucketOwner: boolean;
  readonly secretOf: (tenant: TenantIdentity) => Promise<{ readonly [part: string]: string }>;
}

/** Manifests within each tenant's own prefix, read and written with the tenant's own keys. */
export function s3Store(place: S3Place): ManifestStore {
  const clients = new Map<string, Promise<S3Client>>();
  const clientOf = (tenant: TenantIdentity): Promise<S3Client> => {
    const known = clients.get(tenant.slug) ?? connect(place, tenant);
    clients.set(tenant.slug, known);
    return known;
  };
  const at = (tenant: TenantIdentity) => ({ Bucket: place.bucket, Key: manifestKey(tenant) });
  const opened: S3Client[] = [];

  async function connect(where: S3Place, tenant: TenantIdentity): Promise<S3Client> {
    const { S3Client } = await import('@aws-sdk/client-s3');
    const secret = await where.secretOf(tenant);
    const client = new S3Client({
      ...(where.endpoint === undefined ? {} : { endpoint: where.endpoint }),
      region: where.region,
      credentials: { accessKeyId: secret['accessKeyId'] ?? '', secretAccessKey: secret['secretAccessKey'] ?? '' },
      // Ceph RGW has no virtual hosts by default, and older releases refuse the SDK's own checksums.
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: Math.min(where.timeoutMs, 10_000), requestTimeout: where.timeoutMs },
    });
    opened.push(client);
    return client;
  }

  return {
    async read(tenant, abortSignal) {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      try {
        const { Body } = await (await clientOf(tenant)).send(new GetObjectCommand(at(tenant)), { abortSignal });
        return await Body?.transformToString('utf8');
      } catch (error) {
        if (absent.includes(nameOf(error))) return undefined;
        throw asEngineError('read', error);
      }
    },
    async write(tenant, text, abortSignal) {
      abortSignal.throwIfAborted();
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      const command = new PutObjectCommand({
        ...{ ...at(tenant), Body: text, ContentType: 'application/json' },
        ...(place.giveToBucketOwner ? { ACL: 'bucket-owner-full-control' as const } : {}),
      });
      try {
        await (await clientOf(tenant)).send(command);
      } catch (error) {
        throw asEngineError('write', error);
      }
    },
    async remove(tenant, abortSignal) {
      abortSignal.throwIfAborted();
      const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
      try {
        await (await clientOf(tenant)).send(new DeleteObjectCommand(at(tenant)));
      } catch (error) {
        if (nameOf(error) !== 'NoSuchBucket') throw asEngineError('remove', error);
      }
    },
    close: () => opened.forEach((client) => client.destroy()),
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/**
 * Nothing is there to read. A tenant whose principal or policy is not made yet is answered with the last two: its
 * plan says that the manifest comes, and a write that is still refused says so itself.
 */
const absent = ['NoSuchKey', 'NotFound', 'NoSuchBucket', 'InvalidAccessKeyId', 'AccessDenied'];

const passing = [
  'SlowDown',
  'ServiceUnavailable',
  'InternalError',
  'RequestTimeout',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
];

/** By its name alone: messages of object stores quote keys and hosts. */
function asEngineError(verb: string, error: unknown): unknown {
  if (
    !(error instanceof Error) ||
    error.name === 'AbortError' ||
    !('$metadata' in error || 'code' in error || error.name === 'TimeoutError')
  )
    return error;
  const code = (error as { readonly code?: unknown }).code;
  const words = typeof code === 'string' ? code : error.name;
  const options = { retryable: passing.includes(words), cause: error };
  return new EngineError(`The object store refused to ${verb} the manifest: ${words}.`, options);
}
