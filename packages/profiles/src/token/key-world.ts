/** What finding the platform's keys takes from the world. */
export interface KeyWorld {
  /** The repository's folder: files of `auth` lie in it. */
  readonly root: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Where key sets are kept that came from a URL; undefined: nowhere. */
  readonly cacheFolder: string | undefined;
  /** Longest wait for a key set, in milliseconds; 5000. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}
