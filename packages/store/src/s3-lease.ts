import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LockedError, type LeaseHolder } from '@akili/resource';
import type { ConditionalObjects, ReadObject } from './s3-objects.ts';

/** What a lease's object says. It stays when the lease is given back, so that tokens only grow. */
interface LeaseDocument {
  readonly token: number;
  /** Tells this taking from every other; also what a lost answer is recognised by. */
  readonly id: string;
  readonly holder: string;
  /** ISO 8601, by the holder's clock. */
  readonly since?: string;
  readonly released: boolean;
  /** Grows with each sign of life. */
  readonly beats: number;
}

export interface S3LeaseOptions {
  readonly key: string;
  readonly what: string;
  /** Who wants it, as the others are told. */
  readonly holder: string;
  /** A holder that gave no sign of life for so long is taken for dead. */
  readonly ttlMs: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A lease that is held. */
export interface S3Lease {
  readonly token: number;
  /** Rejects once somebody else has it. */
  assertHeld(): void;
  release(): Promise<void>;
}

/**
 * Takes a lease by writing its object only if it has not moved; waits while another holds it. While it is held the
 * object is written again every third of its time to live, whose clock is the store's. Given back by writing, not by
 * removing: stores ignore conditions of removals.
 */
export async function takeS3Lease(objects: ConditionalObjects, options: S3LeaseOptions): Promise<S3Lease> {
  const { key, holder, ttlMs, timeoutMs, signal, what } = options;
  const until = performance.now() + timeoutMs;
  for (let pause = 20; ; pause = Math.min(pause * 2, 500)) {
    signal.throwIfAborted();
    const there = await objects.get(key);
    const last = there === undefined ? undefined : readLease(there);
    if (there === undefined || last === undefined || last.released || there.ageMs > ttlMs) {
      const mine = nextLease(last, holder);
      const condition = there === undefined ? { absent: true as const } : { etag: there.etag };
      const etag = await objects.put(key, JSON.stringify(mine), condition);
      if (etag !== undefined) return new HeldLease(objects, options, mine, etag);
      if (performance.now() < until) continue;
    }
    if (performance.now() >= until) throw new LockedError(`${what} is leased`, last?.holder ?? 'another process');
    await sleep(Math.min(pause, Math.max(1, until - performance.now())), undefined, { signal });
  }
}

/** Who has a lease; undefined: nobody, or one that gave no sign of life for `ttlMs`. */
export async function s3LeaseHolder(
  objects: ConditionalObjects,
  key: string,
  ttlMs: number,
): Promise<LeaseHolder | undefined> {
  const there = await objects.get(key);
  const lease = there === undefined ? undefined : readLease(there);
  if (there === undefined || lease === undefined || lease.released || there.ageMs > ttlMs) return undefined;
  return { token: lease.token, holder: lease.holder, since: lease.since };
}

/** Takes a lease over from the holder of this token, who still lives; undefined where it is no longer that one's. */
export async function takeOverS3Lease(
  objects: ConditionalObjects,
  token: number,
  options: S3LeaseOptions,
): Promise<S3Lease | undefined> {
  for (;;) {
    options.signal.throwIfAborted();
    const there = await objects.get(options.key);
    const last = there === undefined ? undefined : readLease(there);
    if (there === undefined || last === undefined || last.released || last.token !== token) return undefined;
    const mine = nextLease(last, options.holder);
    const etag = await objects.put(options.key, JSON.stringify(mine), { etag: there.etag });
    // Refused: a sign of life came between.
    if (etag !== undefined) return new HeldLease(objects, options, mine, etag);
  }
}

function nextLease(last: LeaseDocument | undefined, holder: string): LeaseDocument {
  const since = new Date().toISOString();
  return { token: (last?.token ?? 0) + 1, id: randomUUID(), holder, since, released: false, beats: 0 };
}

class HeldLease implements S3Lease {
  readonly token: number;
  readonly #objects: ConditionalObjects;
  readonly #options: S3LeaseOptions;
  readonly #timer: NodeJS.Timeout;
  #document: LeaseDocument;
  #etag: string;
  #lost = false;
  #beating: Promise<void> = Promise.resolve();

  constructor(objects: ConditionalObjects, options: S3LeaseOptions, document: LeaseDocument, etag: string) {
    this.token = document.token;
    this.#objects = objects;
    this.#options = options;
    this.#document = document;
    this.#etag = etag;
    this.#timer = setInterval(() => {
      this.#beating = this.#beat().catch(() => undefined);
    }, options.ttlMs / 3);
    this.#timer.unref();
  }

  assertHeld(): void {
    if (this.#lost) throw new LockedError(`the lease of ${this.#options.what} was given back or taken over`);
  }

  async release(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    if (this.#lost) return;
    this.#lost = true;
    const released = JSON.stringify({ ...this.#document, released: true });
    await this.#objects.put(this.#options.key, released, { etag: this.#etag });
  }

  /** A sign of life that does not get through is tried again with the next; one that is refused came too late. */
  async #beat(): Promise<void> {
    if (this.#lost) return;
    const next = { ...this.#document, beats: this.#document.beats + 1 };
    const etag = await this.#objects.put(this.#options.key, JSON.stringify(next), { etag: this.#etag });
    if (etag === undefined) {
      this.#lost = true;
      clearInterval(this.#timer);
    } else {
      this.#document = next;
      this.#etag = etag;
    }
  }
}

/** Undefined for what is no lease: then it is taken over at once. */
function readLease({ text }: ReadObject): LeaseDocument | undefined {
  try {
    const value = JSON.parse(text) as Partial<LeaseDocument> | null;
    return Number.isSafeInteger(value?.token) && typeof value?.holder === 'string'
      ? (value as LeaseDocument)
      : undefined;
  } catch {
    return undefined;
  }
}
