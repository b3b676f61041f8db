import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Trees of SQL texts that were parsed before, as JSON. */
export interface TreeCache {
  get(text: string): string | undefined;
  add(text: string, json: string): void;
  /** Writes what was added as one more segment; a disk that is full or read-only costs only the next run's time. */
  save(): void;
}

/** Beyond so many segments all is written into one. */
const maxSegments = 8;
/** Bytes of all segments beyond which the cache begins anew: texts that nobody has any more pile up. */
const maxBytes = 256 * 1024 * 1024;
const keyLength = 43;

/**
 * The cache in a folder: segments of lines, each a key and a tree as JSON. Lines are found by their keys. `identity` is everything that an answer depends on beside the text: the build and the user's secret.
 */
export function openTreeCache(directory: string, identity: string): TreeCache {
  const folder = join(directory, 'trees');
  const lines = readSegments(folder);
  const added = new Map<string, string>();
  const keyOf = (text: string): string =>
    createHash('sha256').update(identity).update('\0').update(text).digest('base64url');
  return {
    get: (text) => lines.found.get(keyOf(text)),
    add: (text, json) => void added.set(keyOf(text), json),
    save() {
      if (added.size === 0) return;
      try {
        const compact = lines.segments.length >= maxSegments;
        const kept = compact && lines.bytes < maxBytes ? new Map([...lines.found, ...added]) : added;
        writeSegment(folder, kept);
        if (compact) for (const name of lines.segments) rmSync(join(folder, name), { force: true });
      } catch {
        // Without a cache the next run parses again.
      }
    },
  };
}

function readSegments(folder: string): {
  readonly found: Map<string, string>;
  readonly segments: readonly string[];
  readonly bytes: number;
} {
  const found = new Map<string, string>();
  let bytes = 0;
  let segments: readonly string[] = [];
  try {
    segments = readdirSync(folder)
      .filter((name) => name.endsWith('.ndjson'))
      .sort();
    for (const name of segments) {
      const text = readFileSync(join(folder, name), 'utf8');
      bytes += text.length;
      // What follows the last line break is nothing, or a line that was cut off.
      for (const line of text.split('\n').slice(0, -1)) found.set(line.slice(0, keyLength), line.slice(keyLength + 1));
    }
  } catch {
    // No cache yet, or one that cannot be read.
  }
  return { found, segments, bytes };
}

function writeSegment(folder: string, entries: Iterable<readonly [key: string, json: string]>): void {
  mkdirSync(folder, { recursive: true });
  const temporary = join(folder, `writing.${process.pid}`);
  const hash = createHash('sha256');
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    // Line by line in portions: all trees as one text would double the memory of a large compilation.
    let portion = '';
    for (const [key, json] of entries) {
      hash.update(key);
      portion += `${key} ${json}\n`;
      if (portion.length < 1024 * 1024) continue;
      writeSync(descriptor, portion);
      portion = '';
    }
    writeSync(descriptor, portion);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, join(folder, `${hash.digest('hex').slice(0, 16)}.ndjson`));
}
