import type { Cursor } from './cursor.ts';

/** Reads `item, item, ...`: at least one. */
export function readList<T>(cursor: Cursor, item: (index: number) => T): readonly T[] {
  const items = [item(0)];
  while (cursor.accept(',')) items.push(item(items.length));
  return items;
}

/** Reads `(item, item, ...)`: at least one. */
export function readParenthesised<T>(cursor: Cursor, item: (index: number) => T): readonly T[] {
  cursor.expect('(');
  const items = readList(cursor, item);
  cursor.expect(')');
  return items;
}
