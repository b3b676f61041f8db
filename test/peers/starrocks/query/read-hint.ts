import type { Cursor } from '../syntax/cursor.ts';

/** Reads the hint after SELECT: variables for this one query. Source: docs `best_practices/query_tuning/query_hint.md`. */
export function readHint(cursor: Cursor): string | undefined {
  if (cursor.peek().kind !== 'hint') return undefined;
  const token = cursor.peek();
  const hint = token.value.trim();
  if (!/^SET_(VAR|USER_VARIABLE)\s*\([^()]*(\([^()]*\)[^()]*)*\)$/i.test(hint)) {
    cursor.failWith(token.at, `Invalid hint value '${hint}'`);
  }
  cursor.take();
  return hint;
}
