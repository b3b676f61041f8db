import { readType } from '../syntax/read-type.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import type { Expression, MapEntry } from './expression.ts';
import { readExpression } from './read-expression.ts';

/**
 * Reads `[1, 2]`, `ARRAY<INT>[1, 2]`, `MAP{1: 'a'}` or `MAP<INT, STRING>{1: 'a'}`.
 * Source: docs `data-types/semi_structured/Array.md` and `Map.md`.
 */
export function readCollection(cursor: Cursor): Expression | undefined {
  const at = cursor.peek().at;
  if (cursor.sees('[')) return { kind: 'array', at, items: readItems(cursor) };
  if (cursor.sees('ARRAY', '<')) {
    const type = readType(cursor);
    return { kind: 'array', at, type, items: readItems(cursor) };
  }
  if (cursor.sees('MAP', '<')) {
    const type = readType(cursor);
    return { kind: 'map', at, type, entries: readEntries(cursor) };
  }
  return cursor.accept('MAP', '{') ? { kind: 'map', at, entries: readRestOfMap(cursor) } : undefined;
}

function readItems(cursor: Cursor): readonly Expression[] {
  cursor.expect('[');
  if (cursor.accept(']')) return [];
  const items = readList(cursor, () => readExpression(cursor));
  cursor.expect(']');
  return items;
}

function readEntries(cursor: Cursor): readonly MapEntry[] {
  cursor.expect('{');
  return readRestOfMap(cursor);
}

function readRestOfMap(cursor: Cursor): readonly MapEntry[] {
  if (cursor.accept('}')) return [];
  const entries = readList(cursor, () => {
    const key = readExpression(cursor);
    cursor.expect(':');
    return { key, value: readExpression(cursor) };
  });
  cursor.expect('}');
  return entries;
}
