/** A position in a text: line and column count UTF-16 units from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A half-open range: `end` is the first position that is no longer part of it. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The way from a document's root to a node: keys and list indexes. */
export type DocumentPath = readonly (string | number)[];

/**
 * Where a finding points, as the phase that found it knows it. A place is cheap to make: it is turned into a
 * line and a column (`locate` of `@akili/manifest`) only when somebody reads it.
 *
 * - `{ file }`: the file as a whole.
 * - `{ file, path, part }`: a node of a YAML document; `part` is the key or the value (default).
 * - `{ file, path, start, end }`: UTF-16 offsets inside the decoded scalar at `path`, e.g. the SQL of a check.
 * - `{ file, start, end }`: UTF-16 offsets inside the file's text, e.g. in `transform.sql`.
 */
export interface Place {
  /** Path from the repository's root, with `/`. */
  readonly file: string;
  readonly path?: DocumentPath;
  readonly part?: 'key' | 'value';
  readonly start?: number;
  readonly end?: number;
}

/** A place that has been looked up: what JSON output and reports show. */
export interface Location {
  readonly file: string;
  readonly range?: Range;
}
