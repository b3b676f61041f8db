import type * as Sdk from '@aws-sdk/client-s3';
import { asEngineFailure } from './engine-failure.ts';
import { openClient } from './open-client.ts';
import type { LifecycleRule, ListedObject, ObjectStore, Tags } from './object-store.ts';
import type { S3Settings } from './settings.ts';
import { withinTime } from './time-limit.ts';
import type { Keys } from './signed-request.ts';

/**
 * Opens the bucket of the settings with one login; nothing is asked yet. Requests that only read are tried three times
 * by the SDK, and so is the rest, since every call here may happen twice.
 */
export async function openObjectStore(settings: S3Settings, keys: Keys): Promise<ObjectStore> {
  const { sdk, client } = await openClient(settings, keys);
  return new SdkObjectStore(sdk, client, settings);
}

/** Asks with the SDK; what comes back is put into the words of `ObjectStore`. */
class SdkObjectStore implements ObjectStore {
  readonly #sdk: typeof Sdk;
  readonly #client: Sdk.S3Client;
  readonly #settings: S3Settings;

  constructor(sdk: typeof Sdk, client: Sdk.S3Client, settings: S3Settings) {
    this.#sdk = sdk;
    this.#client = client;
    this.#settings = settings;
  }

  async list(
    prefix: string,
    { slash, limit }: { readonly slash: boolean; readonly limit?: number },
    signal: AbortSignal,
  ) {
    const objects: ListedObject[] = [];
    const folders: string[] = [];
    let token: string | undefined;
    do {
      const command = new this.#sdk.ListObjectsV2Command({
        ...this.#bucket,
        Prefix: prefix,
        ...(slash ? { Delimiter: '/' } : {}),
        ...(limit === undefined ? {} : { MaxKeys: limit }),
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      const nothing = [{ name: 'NoSuchBucket', value: undefined }];
      const ask = async (options: SendOptions): Promise<Sdk.ListObjectsV2Output | undefined> =>
        await this.#client.send(command, options);
      const page = await this.#ask('list objects', signal, ask, nothing);
      if (page === undefined) break;
      for (const { Key = '', ETag = '' } of page.Contents ?? [])
        objects.push({ key: Key, etag: ETag.replaceAll('"', '') });
      for (const { Prefix = '' } of page.CommonPrefixes ?? []) folders.push(Prefix);
      token = limit === undefined ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return { objects, folders };
  }

  async put(key: string, text: string, signal: AbortSignal): Promise<void> {
    const command = new this.#sdk.PutObjectCommand({
      ...this.#bucket,
      Key: key,
      Body: text,
      ContentType: 'application/json',
    });
    await this.#ask('write an object', signal, (options) => this.#client.send(command, options));
  }

  async read(key: string, signal: AbortSignal): Promise<{ readonly text: string; readonly etag: string } | undefined> {
    const command = new this.#sdk.GetObjectCommand({ ...this.#bucket, Key: key });
    const read = async (options: SendOptions) => {
      const { Body, ETag = '' } = await this.#client.send(command, options);
      return { text: (await Body?.transformToString()) ?? '', etag: ETag.replaceAll('"', '') };
    };
    return await this.#ask('read an object', signal, read, gone('NoSuchKey', 'NoSuchBucket'));
  }

  async replace(key: string, text: string, etag: string | undefined, signal: AbortSignal): Promise<string | undefined> {
    // Ceph compares the ETag without its quotes.
    const condition = etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag };
    const command = new this.#sdk.PutObjectCommand({ ...this.#bucket, Key: key, Body: text, ...condition });
    const write = async (options: SendOptions): Promise<string> =>
      ((await this.#client.send(command, options)).ETag ?? '').replaceAll('"', '');
    return await this.#ask('write an object', signal, write, gone('PreconditionFailed', 'ConditionalRequestConflict'));
  }

  async remove(keys: readonly string[], signal: AbortSignal): Promise<void> {
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < keys.length) {
        const command = new this.#sdk.DeleteObjectCommand({ ...this.#bucket, Key: keys[next++] as string });
        await this.#ask('remove an object', signal, (options) => this.#client.send(command, options));
      }
    };
    await Promise.all(Array.from({ length: Math.min(removalsAtOnce, keys.length) }, work));
  }

  async createBucket(signal: AbortSignal): Promise<void> {
    const command = new this.#sdk.CreateBucketCommand(this.#bucket);
    const isThere = [{ name: 'BucketAlreadyOwnedByYou', value: undefined }];
    await this.#ask('create the bucket', signal, (options) => this.#client.send(command, options), isThere);
  }

  async removeBucket(signal: AbortSignal): Promise<void> {
    const command = new this.#sdk.DeleteBucketCommand(this.#bucket);
    await this.#ask(
      'remove the bucket',
      signal,
      (options) => this.#client.send(command, options),
      gone('NoSuchBucket'),
    );
  }

  async tags(signal: AbortSignal): Promise<Tags | 'missing'> {
    const command = new this.#sdk.GetBucketTaggingCommand(this.#bucket);
    const read = async (options: SendOptions): Promise<Tags | 'missing'> => {
      const { TagSet = [] } = await this.#client.send(command, options);
      return Object.fromEntries(TagSet.map(({ Key = '', Value = '' }) => [Key, Value]));
    };
    return await this.#ask('read the tags of the bucket', signal, read, [
      { name: 'NoSuchTagSet', value: {} },
      { name: 'NoSuchTagSetError', value: {} },
      { name: 'NoSuchBucket', value: 'missing' },
    ]);
  }

  async putTags(tags: Tags, signal: AbortSignal): Promise<void> {
    const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const command = new this.#sdk.PutBucketTaggingCommand({ ...this.#bucket, Tagging: { TagSet } });
    await this.#ask('tag the bucket', signal, (options) => this.#client.send(command, options));
  }

  async grantees(signal: AbortSignal): Promise<readonly string[]> {
    const command = new this.#sdk.GetBucketAclCommand(this.#bucket);
    return await this.#ask('read the access list of the bucket', signal, async (options) => {
      const { Owner, Grants = [] } = await this.#client.send(command, options);
      return Grants.flatMap(({ Grantee, Permission }) =>
        Grantee?.ID !== undefined && Grantee.ID === Owner?.ID
          ? []
          : [`${Grantee?.URI ?? Grantee?.ID ?? Grantee?.EmailAddress ?? 'somebody'} ${Permission}`],
      ).sort();
    });
  }

  async makePrivate(signal: AbortSignal): Promise<void> {
    const command = new this.#sdk.PutBucketAclCommand({ ...this.#bucket, ACL: 'private' });
    await this.#ask('make the bucket private', signal, (options) => this.#client.send(command, options));
  }

  async policy(signal: AbortSignal): Promise<string | undefined> {
    const command = new this.#sdk.GetBucketPolicyCommand(this.#bucket);
    const read = async (options: SendOptions): Promise<string | undefined> =>
      (await this.#client.send(command, options)).Policy;
    return await this.#ask('read the bucket policy', signal, read, gone('NoSuchBucketPolicy', 'NoSuchBucket'));
  }

  async putPolicy(text: string | undefined, signal: AbortSignal): Promise<void> {
    const what = 'write the bucket policy';
    if (text === undefined) {
      const command = new this.#sdk.DeleteBucketPolicyCommand(this.#bucket);
      const already = gone('NoSuchBucketPolicy', 'NoSuchBucket');
      await this.#ask(what, signal, (options) => this.#client.send(command, options), already);
    } else {
      const command = new this.#sdk.PutBucketPolicyCommand({ ...this.#bucket, Policy: text });
      await this.#ask(what, signal, (options) => this.#client.send(command, options));
    }
  }

  async lifecycle(signal: AbortSignal): Promise<readonly LifecycleRule[]> {
    const command = new this.#sdk.GetBucketLifecycleConfigurationCommand(this.#bucket);
    const read = async (options: SendOptions): Promise<readonly LifecycleRule[]> =>
      ((await this.#client.send(command, options)).Rules ?? []) as unknown as readonly LifecycleRule[];
    return await this.#ask('read the lifecycle of the bucket', signal, read, [
      { name: 'NoSuchLifecycleConfiguration', value: [] },
      { name: 'NoSuchBucket', value: [] },
    ]);
  }

  async putLifecycle(rules: readonly LifecycleRule[], signal: AbortSignal): Promise<void> {
    const what = 'write the lifecycle of the bucket';
    if (rules.length === 0) {
      const command = new this.#sdk.DeleteBucketLifecycleCommand(this.#bucket);
      await this.#ask(what, signal, (options) => this.#client.send(command, options), gone('NoSuchBucket'));
    } else {
      const command = new this.#sdk.PutBucketLifecycleConfigurationCommand({
        ...this.#bucket,
        LifecycleConfiguration: { Rules: rules as never },
      });
      await this.#ask(what, signal, (options) => this.#client.send(command, options));
    }
  }

  close(): void {
    this.#client.destroy();
  }

  get #bucket(): { readonly Bucket: string } {
    return { Bucket: this.#settings.bucket };
  }

  async #ask<T>(
    what: string,
    signal: AbortSignal,
    send: (options: SendOptions) => Promise<T>,
    answers: readonly { readonly name: string; readonly value: T | undefined }[] = [],
  ): Promise<T> {
    const { timeoutMs, endpoint = 'AWS' } = this.#settings;
    try {
      return await withinTime(signal, timeoutMs, (abortSignal) => send({ abortSignal }));
    } catch (error) {
      const answer = answers.find(({ name }) => name === (error as Error).name);
      if (answer !== undefined) return answer.value as T;
      throw asEngineFailure(error, { what, endpoint, timeoutMs }, signal);
    }
  }
}

/**
 * Ceph 16.2 judges the request that removes many objects by the bucket, not by their keys, so that it refuses it to
 * whoever may touch a prefix only: objects are removed one by one, this many at a time.
 */
const removalsAtOnce = 16;

interface SendOptions {
  readonly abortSignal: AbortSignal;
}

const gone = (...names: readonly string[]) => names.map((name) => ({ name, value: undefined }));
