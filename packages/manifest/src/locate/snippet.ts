import type { Location } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';

/** Source lines around a location. */
export interface Snippet {
  /** Number of the first line, from 1. */
  readonly firstLine: number;
  /** Without line ends; long lines are cut at 400 units. */
  readonly lines: readonly string[];
}

/** The lines that a location covers and one before it, at most six; undefined where there is no range or no text. */
export function snippetOf(_snapshot: Snapshot, _location: Location): Snippet | undefined {
  throw new Error('not written yet');
}
