import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Compiled, CompileOptions } from '@akili/compiler';
import type { Snapshot } from '@akili/model';

/** What a repository compiled to the last time, for commands that compile before they do something else. */
export interface CompilationCache {
  lookup(): Compiled | undefined;
  /** A disk that is full or read-only costs only the next run's time. */
  save(compiled: Compiled): void;
}

/** Larger compilations are not kept: beside everything that a plan holds, their text would be too much memory. */
const mostProducts = 3_000;
/** So many selections (environment, tenants, products, targets) have a file of their own; then all begin anew. */
const mostFiles = 8;

/**
 * The cache in a folder, a file for each choice of options. Its first line is the key: a digest over every file that
 * was read, what was found while reading, the options, and `identity` (the build and the user's secret). So a hit is an
 * answer for exactly these bytes, and nobody who can only write the repository can make one.
 */
export function openCompilationCache(
  directory: string,
  identity: string,
  snapshot: Snapshot,
  options: CompileOptions,
): CompilationCache {
  const folder = join(directory, 'compilations');
  const asked = JSON.stringify(options);
  const file = join(folder, `${createHash('sha256').update(asked).digest('hex').slice(0, 16)}.json`);
  const key = keyOf(identity, snapshot, asked);
  return {
    lookup() {
      try {
        const text = readFileSync(file, 'utf8');
        if (!text.startsWith(`${key}\n`)) return undefined;
        return JSON.parse(text.slice(key.length + 1)) as Compiled;
      } catch {
        // No cache yet, or one that cannot be read.
        return undefined;
      }
    },
    save(compiled) {
      if (compiled.compilation.products.length > mostProducts) return;
      try {
        mkdirSync(folder, { recursive: true });
        if (readdirSync(folder).length >= mostFiles) rmSync(folder, { recursive: true });
        mkdirSync(folder, { recursive: true });
        const temporary = `${file}.${process.pid}`;
        writeFileSync(temporary, `${key}\n${JSON.stringify(compiled)}`, { mode: 0o600 });
        renameSync(temporary, file);
      } catch {
        // Without a cache the next run compiles again.
      }
    },
  };
}

function keyOf(identity: string, snapshot: Snapshot, asked: string): string {
  const hash = createHash('sha256').update(JSON.stringify([identity, asked, snapshot.findings]));
  for (const { path, text } of snapshot.files) hash.update(JSON.stringify([path, text.length])).update(text);
  return hash.digest('hex');
}
