import type { Snapshot } from '@akili/model';
import type { Collected } from './collected.ts';
import type { CompileOptions } from './compile-options.ts';

/** Reads, binds and renders the templates of a repository, and says which texts must be parsed before `compile`. */
export function collect(snapshot: Snapshot, options: CompileOptions = {}): Collected {
  throw new Error(`not wired to bind yet: ${snapshot.files.length} ${Object.keys(options).length}`);
}
