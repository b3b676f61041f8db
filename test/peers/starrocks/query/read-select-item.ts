import { readExpression } from '../expression/read-expression.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readColumnList, readIdentifier, readString, seesIdentifier, type Name } from '../syntax/names.ts';
import type { SelectItem } from './query.ts';

/**
 * Reads `*`, `table.*`, either with EXCLUDE, or a value with its alias. An alias in quotes needs its AS here (a server may
 * read it without): `TIMESTAMP '2026-01-01'` would otherwise pass as a column and its alias.
 * Source: docs `SELECT/SELECT_alias.md`, `SELECT_EXCLUDE.md`, and `Window_function.md` for aliases in quotes.
 */
export function readSelectItem(cursor: Cursor): SelectItem {
  const at = cursor.peek().at;
  const of = readStarPrefix(cursor);
  if (of !== undefined) {
    const excludes = cursor.has('excludeColumns') && cursor.accept('EXCLUDE');
    const exclude = excludes ? readColumnList(cursor) : [];
    return of.length > 0 ? { kind: 'star', at, of, exclude } : { kind: 'star', at, exclude };
  }
  const expression = readExpression(cursor);
  const alias = readAlias(cursor);
  return { kind: 'item', at, expression, ...(alias !== undefined && { alias }) };
}

function readAlias(cursor: Cursor): string | undefined {
  if (cursor.accept('AS')) return cursor.peek().kind === 'string' ? readString(cursor) : readIdentifier(cursor);
  return seesIdentifier(cursor) ? readIdentifier(cursor) : undefined;
}

/** The parts before `.*`, none for a bare star; `undefined`, and nothing read, when no star comes. */
function readStarPrefix(cursor: Cursor): Name | undefined {
  if (cursor.accept('*')) return [];
  let parts = 0;
  while (seesIdentifier(cursor, parts * 2) && cursor.peek(parts * 2 + 1).upper === '.') parts += 1;
  if (parts === 0 || parts > 3 || cursor.peek(parts * 2).upper !== '*') return undefined;
  const name = Array.from({ length: parts }, () => {
    const part = readIdentifier(cursor);
    cursor.expect('.');
    return part;
  });
  cursor.expect('*');
  return name;
}
