/** How much of a repository is read before it is called a mistake or an attack. */
export interface Limits {
  /** Bytes of one manifest or query. */
  readonly fileBytes: number;
  /** Files that are read. */
  readonly files: number;
  /** Bytes of all files that are read. */
  readonly totalBytes: number;
  /** Levels of folders below the root. */
  readonly depth: number;
}

export const defaultLimits: Limits = {
  fileBytes: 1_048_576,
  files: 500_000,
  totalBytes: 536_870_912,
  depth: 32,
};
