import type * as Sdk from '@aws-sdk/client-s3';
import { asStoreFailure, isUnknown, refusalOf } from './s3-failure.ts';
import type { ConditionalObjects, ReadObject, WriteCondition } from './s3-objects.ts';

/** Where the state lies and who asks. */
export interface S3ObjectsOptions {
  /** Without one the SDK goes to AWS. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly timeoutMs?: number;
  /**
   * On Ceph an object belongs to the user who wrote it, and the bucket's owner may not read it: then each write gives
   * the owner what it may do itself. AWS asks a right of its own for that, and needs none of it within one account.
   */
  readonly giveToBucketOwner?: boolean;
}

/** Opens a bucket with one login; nothing is asked yet. The SDK is loaded here, and never tries a write twice. */
export async function openS3Objects(options: S3ObjectsOptions): Promise<ConditionalObjects> {
  const sdk = await import('@aws-sdk/client-s3');
  const { endpoint, region = 'us-east-1', accessKeyId, secretAccessKey } = options;
  const client = new sdk.S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    credentials: { accessKeyId, secretAccessKey },
    // A second try of a conditional write would be refused by the first one.
    maxAttempts: 1,
  });
  return new SdkObjects(sdk, client, options);
}

class SdkObjects implements ConditionalObjects {
  readonly #sdk: typeof Sdk;
  readonly #client: Sdk.S3Client;
  readonly #options: S3ObjectsOptions;
  /** The clock of the store, as its last answer showed it. */
  #now = 0;

  constructor(sdk: typeof Sdk, client: Sdk.S3Client, options: S3ObjectsOptions) {
    this.#sdk = sdk;
    this.#client = client;
    this.#options = options;
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const { headers } = result.response as { readonly headers?: { readonly date?: string } };
        if (headers?.date !== undefined) this.#now = Date.parse(headers.date);
        return result;
      },
      { step: 'deserialize', name: 'akiliStoreClock' },
    );
  }

  async get(key: string): Promise<ReadObject | undefined> {
    const command = new this.#sdk.GetObjectCommand({ ...this.#bucket, Key: key });
    try {
      return await this.#within(async (options) => {
        const { Body, ETag = '', LastModified } = await this.#client.send(command, options);
        const text = (await Body?.transformToString()) ?? '';
        const ageMs = Math.max(0, this.#now - (LastModified?.getTime() ?? this.#now));
        return { text, etag: ETag.replaceAll('"', ''), ageMs };
      });
    } catch (error) {
      const { name, status } = refusalOf(error);
      if (name === 'NoSuchKey' || name === 'NoSuchBucket') return undefined;
      if (status === 403 && (await this.#isMissing(key))) return undefined;
      throw this.#failure(error, 'read the state');
    }
  }

  async put(key: string, text: string, condition: WriteCondition): Promise<string | undefined> {
    try {
      return await this.#putOnce(key, text, condition);
    } catch (error) {
      // The first apply of all makes the bucket; only the platform's login may.
      if (refusalOf((error as Error).cause).name !== 'NoSuchBucket') throw error;
      await this.#makeBucket(error);
      return await this.#putOnce(key, text, condition);
    }
  }

  async #putOnce(key: string, text: string, condition: WriteCondition): Promise<string | undefined> {
    const command = new this.#sdk.PutObjectCommand({
      ...{ ...this.#bucket, Key: key, Body: text, ContentType: 'application/json' },
      // Ceph compares the ETag without its quotes; with them nothing ever matches.
      ...(this.#options.giveToBucketOwner === true ? { ACL: 'bucket-owner-full-control' as const } : {}),
      ...('etag' in condition ? { IfMatch: condition.etag } : { IfNoneMatch: '*' }),
    });
    try {
      const { ETag = '' } = await this.#within((options) => this.#client.send(command, options));
      return ETag.replaceAll('"', '');
    } catch (error) {
      const refusal = refusalOf(error);
      const { status, name } = refusal;
      if (status === 412 || (status === 409 && name === 'ConditionalRequestConflict')) return undefined;
      // What should be replaced is gone.
      if ('etag' in condition && status === 404 && name === 'NoSuchKey') return undefined;
      if (!isUnknown(refusal)) throw this.#failure(error, 'write the state');
      const there = await this.get(key);
      return there?.text === text ? there.etag : this.#afterUnknown(there, condition, error);
    }
  }

  async remove(key: string): Promise<void> {
    const command = new this.#sdk.DeleteObjectCommand({ ...this.#bucket, Key: key });
    try {
      await this.#within((options) => this.#client.send(command, options));
    } catch (error) {
      throw this.#failure(error, 'remove what is old');
    }
  }

  async folders(prefix: string): Promise<readonly string[]> {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const command = new this.#sdk.ListObjectsV2Command({
        ...{ ...this.#bucket, Prefix: prefix, Delimiter: '/' },
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      try {
        const page = await this.#within((options) => this.#client.send(command, options));
        for (const { Prefix = '' } of page.CommonPrefixes ?? []) found.push(Prefix.slice(prefix.length, -1));
        token = page.NextContinuationToken;
      } catch (error) {
        // A bucket that is made by the first apply holds nothing yet.
        if (refusalOf(error).name === 'NoSuchBucket') return [];
        throw this.#failure(error, 'list the state');
      }
    } while (token !== undefined);
    return found.sort();
  }

  close(): void {
    this.#client.destroy();
  }

  async #makeBucket(missing: unknown): Promise<void> {
    const command = new this.#sdk.CreateBucketCommand(this.#bucket);
    try {
      await this.#within((options) => this.#client.send(command, options));
    } catch (error) {
      if (refusalOf(error).name !== 'BucketAlreadyOwnedByYou') throw missing;
    }
  }

  /**
   * A login that may list a prefix only is told 403 of what is not there, since the store asks whether it may list the
   * bucket. Listing the key itself tells the one from the other.
   */
  async #isMissing(key: string): Promise<boolean> {
    const command = new this.#sdk.ListObjectsV2Command({ ...this.#bucket, Prefix: key, MaxKeys: 1 });
    try {
      const { Contents = [] } = await this.#within((options) => this.#client.send(command, options));
      return Contents.every(({ Key }) => Key !== key);
    } catch {
      return false;
    }
  }

  /** Somebody else's text: lost. The text of before: not written, so that the failure is what there is to say. */
  #afterUnknown(there: ReadObject | undefined, condition: WriteCondition, error: unknown): undefined {
    const isAsBefore = 'etag' in condition ? there?.etag === condition.etag : there === undefined;
    if (isAsBefore) throw this.#failure(error, 'write the state');
    return undefined;
  }

  get #bucket(): { readonly Bucket: string } {
    return { Bucket: this.#options.bucket };
  }

  #failure(error: unknown, what: string): unknown {
    return asStoreFailure(error, this.#options.endpoint ?? 'AWS', what);
  }

  async #within<T>(send: (options: { readonly abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
    return await send({ abortSignal: AbortSignal.timeout(this.#options.timeoutMs ?? 30_000) });
  }
}
