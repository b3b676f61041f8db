/** One object of a listing. */
export interface ListedObject {
  readonly key: string;
  /** Without quotes: Ceph compares only that form, and on objects that were put in one go it is the MD5. */
  readonly etag: string;
}

/** What lies under a prefix, up to the next slash where the listing stops there. */
export interface Listing {
  readonly objects: readonly ListedObject[];
  /** Prefixes that a listing with `delimiter` folded, each with its slash. */
  readonly folders: readonly string[];
}

/** Names and values that a bucket is tagged with. */
export interface Tags {
  readonly [name: string]: string;
}

/** A rule of a bucket's lifecycle, as the store writes it. */
export interface LifecycleRule {
  readonly ID?: string;
  readonly [member: string]: unknown;
}

/**
 * The few calls of S3 that this driver makes, on one bucket with one login. What is not there is undefined or empty;
 * every other refusal is an `EngineError`. Nothing here lists uploads in progress: their keys are everybody's.
 */
export interface ObjectStore {
  /** All pages. `slash`: everything below a further slash is folded into `folders`. */
  list(
    prefix: string,
    options: { readonly slash: boolean; readonly limit?: number },
    signal: AbortSignal,
  ): Promise<Listing>;
  put(key: string, text: string, signal: AbortSignal): Promise<void>;
  read(key: string, signal: AbortSignal): Promise<{ readonly text: string; readonly etag: string } | undefined>;
  /**
   * Writes only if exactly the object of this ETag lies there (without one: nothing). Gives the new ETag, or undefined
   * where that is not so, or was not so any more when a lost request was sent again.
   */
  replace(key: string, text: string, etag: string | undefined, signal: AbortSignal): Promise<string | undefined>;
  /** Any number of keys; those that are not there count as removed. */
  remove(keys: readonly string[], signal: AbortSignal): Promise<void>;
  createBucket(signal: AbortSignal): Promise<void>;
  removeBucket(signal: AbortSignal): Promise<void>;
  /** `missing` where there is no bucket. */
  tags(signal: AbortSignal): Promise<Tags | 'missing'>;
  putTags(tags: Tags, signal: AbortSignal): Promise<void>;
  /** Who beside the owner the bucket's access list names. */
  grantees(signal: AbortSignal): Promise<readonly string[]>;
  /** Only the owner is left. */
  makePrivate(signal: AbortSignal): Promise<void>;
  policy(signal: AbortSignal): Promise<string | undefined>;
  /** Undefined removes it. */
  putPolicy(text: string | undefined, signal: AbortSignal): Promise<void>;
  lifecycle(signal: AbortSignal): Promise<readonly LifecycleRule[]>;
  /** No rule removes it. */
  putLifecycle(rules: readonly LifecycleRule[], signal: AbortSignal): Promise<void>;
  close(): void;
}
