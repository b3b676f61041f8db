import type { Range } from '@akili/diagnostics';
import { displayWidth } from './display-width.ts';
import { escapeTerminal } from './escape-terminal.ts';
import type { LineOf } from './source-lines.ts';

/** The line a range starts on, ready to print, with the underline that fits below it. */
export interface Snippet {
  readonly line: number;
  readonly text: string;
  readonly indent: number;
  readonly width: number;
}

/** Characters of a long line that are shown around the range: a whole file on one line must not flood the output. */
const before = 60;
const shown = 140;

/** Cuts the line of `range` out of its file; undefined where the text is not at hand or has changed meanwhile. */
export function snippetOf(lineOf: LineOf, file: string, range: Range): Snippet | undefined {
  const source = lineOf(file, range.start.line);
  if (source === undefined || range.start.column > source.length + 1) return undefined;
  const first = range.start.column - 1;
  const last = range.end.line === range.start.line ? Math.max(first, range.end.column - 1) : source.length;
  const from = source.length > shown && first > before ? first - before : 0;
  const to = Math.min(source.length, from + shown);
  const show = (start: number, end: number): string => escapeTerminal(source.slice(start, end).replaceAll('\t', '  '));
  const head = (from > 0 ? '…' : '') + show(from, first);
  const marked = show(first, Math.min(last, to));
  const tail = show(Math.min(last, to), to) + (to < source.length ? '…' : '');
  return {
    line: range.start.line,
    text: (head + marked + tail).trimEnd(),
    indent: displayWidth(head),
    width: Math.max(1, displayWidth(marked)),
  };
}
