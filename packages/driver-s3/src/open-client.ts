import type * as Sdk from '@aws-sdk/client-s3';
import type { S3Settings } from './settings.ts';
import type { Keys } from './signed-request.ts';

/** The SDK, loaded when first needed, with a client of one login. */
export interface OpenClient {
  readonly sdk: typeof Sdk;
  readonly client: Sdk.S3Client;
}

/** Opens a client for the endpoint of the settings; nothing is asked yet. */
export async function openClient({ region, endpoint, timeoutMs }: S3Settings, keys: Keys): Promise<OpenClient> {
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: true,
    // Ceph of these years takes neither checksums in trailers nor streams with them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey },
    maxAttempts: 3,
    requestHandler: { connectionTimeout: timeoutMs },
  });
  return { sdk, client };
}
