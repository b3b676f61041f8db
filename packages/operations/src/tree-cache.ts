import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlTree } from '@akili/sql';

/** Trees of SQL texts that were parsed before. */
export interface TreeCache {
  get(text: string): SqlTree | undefined;
  add(text: string, tree: SqlTree): void;
  /** Writes what was added as one more segment; a disk that is full or read-only costs only the next run's time. */
  save(): void;
}

/** Beyond so many segments all is written into one. */
const maxSegments = 8;
/** Bytes of all segments beyond which the cache begins anew: texts that nobody has any more pile up. */
const maxBytes = 256 * 1024 * 1024;
const keyLength = 43;

/**
 * The cache in a folder: segments of lines, each a key and a tree as JSON. Lines are found by their keys and read only
 * when asked for. `identity` is everything that an answer depends on beside the text: the build and the user's secret.
 */
export function openTreeCache(directory: string, identity: string): TreeCache {
  const folder = join(directory, 'trees');
  const lines = readSegments(folder);
  const added = new Map<string, string>();
  const keyOf = (text: string): string =>
    createHash('sha256').update(identity).update('\0').update(text).digest('base64url');
  return {
    get(text) {
      const json = lines.found.get(keyOf(text));
      if (json === undefined) return undefined;
      try {
        return JSON.parse(json) as SqlTree;
      } catch {
        // A line that was cut off counts as absent.
        return undefined;
      }
    },
    add: (text, tree) => void added.set(keyOf(text), JSON.stringify(tree)),
    save() {
      if (added.size === 0) return;
      try {
        const compact = lines.segments.length >= maxSegments;
        const kept = compact && lines.bytes < maxBytes ? [...lines.found, ...added] : [...added];
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
      for (const line of text.split('\n')) found.set(line.slice(0, keyLength), line.slice(keyLength + 1));
    }
  } catch {
    // No cache yet, or one that cannot be read.
  }
  return { found, segments, bytes };
}

function writeSegment(folder: string, entries: readonly (readonly [key: string, json: string])[]): void {
  mkdirSync(folder, { recursive: true });
  const text = entries.map(([key, json]) => `${key} ${json}\n`).join('');
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const temporary = join(folder, `${name}.${process.pid}`);
  writeFileSync(temporary, text);
  renameSync(temporary, join(folder, `${name}.ndjson`));
}
