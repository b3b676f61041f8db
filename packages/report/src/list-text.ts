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

/** A member of an item in one cell. */
export function cellText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
