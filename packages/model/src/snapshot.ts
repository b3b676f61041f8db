import type { Finding } from '@akili/diagnostics';

/** One file of the repository, as text. */
export interface SourceFile {
  /** Path from the repository's root, with `/`, in Unicode NFC. */
  readonly path: string;
  readonly text: string;
}

/** What a working tree or a git ref holds that matters to the compiler, sorted by path. */
export interface Snapshot {
  readonly files: readonly SourceFile[];
  /** What could not be read: too large, not UTF-8, a link that leaves the repository, names that collide in case. */
  readonly findings: readonly Finding[];
}
