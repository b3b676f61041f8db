import type { Location } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import { textOf } from './text-of.ts';

/** Source lines around a location. */
export interface Snippet {
  /** Number of the first line, from 1. */
  readonly firstLine: number;
  /** Without line ends; long lines are cut at 400 units. */
  readonly lines: readonly string[];
}

const mostLines = 6;
const mostColumns = 400;

/** The lines that a location covers and one before it, at most six; undefined where there is no range or no text. */
export function snippetOf(snapshot: Snapshot, location: Location): Snippet | undefined {
  const text = location.range && textOf(snapshot, location.file);
  if (text === undefined || location.range === undefined) return undefined;
  const firstLine = Math.max(1, location.range.start.line - 1);
  const lastLine = Math.min(location.range.end.line, firstLine + mostLines - 1);
  const lines = text.split('\n', lastLine).slice(firstLine - 1);
  return { firstLine, lines: lines.map((line) => line.replace(/\r$/, '').slice(0, mostColumns)) };
}
