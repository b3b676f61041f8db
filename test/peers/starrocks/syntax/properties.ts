import type { Cursor } from './cursor.ts';
import { readParenthesised } from './list.ts';
import { readString } from './names.ts';

/** Key and value, in the order written; the server refuses nothing about a key here. */
export type Properties = readonly (readonly [key: string, value: string])[];

/** Reads `("key" = "value", ...)`. */
export function readPropertyList(cursor: Cursor): Properties {
  return readParenthesised(cursor, () => {
    const key = readString(cursor);
    cursor.expect('=');
    return [key, readString(cursor)] as const;
  });
}

/** Reads `PROPERTIES (...)` if it stands here. */
export function readProperties(cursor: Cursor): Properties | undefined {
  return cursor.accept('PROPERTIES') ? readPropertyList(cursor) : undefined;
}

/** Reads `COMMENT "..."` if it stands here. */
export function readComment(cursor: Cursor): string | undefined {
  return cursor.accept('COMMENT') ? readString(cursor) : undefined;
}

/** Reads `IF EXISTS` if it stands here. */
export const readIfExists = (cursor: Cursor): boolean => cursor.accept('IF', 'EXISTS');

/** Reads `IF NOT EXISTS` if it stands here. */
export const readIfNotExists = (cursor: Cursor): boolean => cursor.accept('IF', 'NOT', 'EXISTS');
