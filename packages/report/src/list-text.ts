import type { Json } from '@akili/model';
import { escapeTerminal } from './escape-terminal.ts';

/** Items as aligned columns, one item a line. */
export function* listText(
  items: readonly { readonly [key: string]: Json }[],
  columns: readonly string[],
): Iterable<string> {
  const rows = items.map((item) => columns.map((column) => escapeTerminal(cellText(item[column]))));
  const widths = columns.map((_, index) => Math.max(0, ...rows.map((row) => (row[index] as string).length)));
  for (const row of rows) {
    yield `${row
      .map((cell, index) => cell.padEnd(widths[index] as number))
      .join('  ')
      .trimEnd()}\n`;
  }
}

/** Items as blocks of `name  value` lines, with an empty line between two; members without a value are left out. */
export function* recordText(
  items: readonly { readonly [key: string]: Json }[],
  columns: readonly string[],
): Iterable<string> {
  const width = Math.max(0, ...columns.map((column) => column.length));
  for (const [at, item] of items.entries()) {
    if (at > 0) yield '\n';
    for (const column of columns) {
      const value = escapeTerminal(cellText(item[column]));
      if (value !== '') yield `${column.padEnd(width)}  ${value}\n`;
    }
  }
}

/** A member of an item in one cell. */
export function cellText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
