import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type * as Pglite from '@electric-sql/pglite';

/** The library and its version, imported when the first database is opened: the import alone costs 15 ms. */
export async function loadPglite(): Promise<typeof Pglite> {
  // V8's optimising tier compiles the 10 MB module function by function for queries that run once: without it an
  // open takes 220 instead of 280 ms and 50 MB less. It must be set before the first WebAssembly module is loaded.
  setFlagsFromString('--liftoff-only');
  return await import('@electric-sql/pglite');
}

/** Where the library lies and which version it is, without loading it. */
export function pgliteLocation(): { readonly version: string; readonly url: string } {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as { version: string };
  return { version: manifest.version, url: pathToFileURL(join(dirname(entry), 'index.js')).href };
}
