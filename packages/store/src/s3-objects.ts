/** An object as it was read. */
export interface ReadObject {
  readonly text: string;
  readonly etag: string;
  /** How long it has lain there unchanged, by the store's own clock; in ms, exact to a second. */
  readonly ageMs: number;
}

/** When a write takes place: nothing lies there, or exactly what was read. */
export type WriteCondition = { readonly absent: true } | { readonly etag: string };

/**
 * The few calls that a state needs, on one bucket with one login. Failures of the store are `EngineError`s.
 * `put` gives the new ETag, or undefined where the condition does not hold. A store that fails while it writes (Ceph
 * answers 500 to some losers of a race) is read again: what lies there then decides.
 */
export interface ConditionalObjects {
  get(key: string): Promise<ReadObject | undefined>;
  put(key: string, text: string, condition: WriteCondition): Promise<string | undefined>;
  remove(key: string): Promise<void>;
  /** What follows the prefix up to the next slash, of all keys that have one, sorted. */
  folders(prefix: string): Promise<readonly string[]>;
  close(): void;
}
