import { readOrderItems } from '../expression/order-item.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import { readColumnList, readIdentifier, readInteger } from '../syntax/names.ts';
import type { CommonTable, Query } from './query.ts';
import { readSetOperations } from './read-set-operations.ts';

/**
 * Reads `[WITH ...] body [ORDER BY ...] [LIMIT ...]`. LIMIT takes literals; OFFSET needs a LIMIT before it.
 * Source: docs `SELECT/SELECT_CTE.md`, `SELECT_ORDER_BY.md`, `SELECT_LIMIT.md`, `SELECT_OFFSET.md`; ORDER BY ALL is in an
 * example of `SELECT_JOIN.md`.
 */
export function readQuery(cursor: Cursor): Query {
  return cursor.nested(() => {
    const at = cursor.peek().at;
    const withs = cursor.accept('WITH');
    const recursive = withs && cursor.has('recursiveCte') && cursor.accept('RECURSIVE');
    const tables = withs ? readList(cursor, () => readCommonTable(cursor)) : [];
    const body = readSetOperations(cursor);
    return { kind: 'query', at, recursive, tables, body, orderBy: readOrderBy(cursor), ...readLimit(cursor) };
  });
}

function readCommonTable(cursor: Cursor): CommonTable {
  const at = cursor.peek().at;
  const name = readIdentifier(cursor);
  const columns = cursor.sees('(') ? readColumnList(cursor) : undefined;
  cursor.expect('AS', '(');
  const query = readQuery(cursor);
  cursor.expect(')');
  return { kind: 'commonTable', at, name, query, ...(columns && { columns }) };
}

function readOrderBy(cursor: Cursor): Query['orderBy'] {
  if (!cursor.accept('ORDER', 'BY')) return [];
  return cursor.has('orderByAll') && cursor.accept('ALL') ? 'all' : readOrderItems(cursor);
}

function readLimit(cursor: Cursor): { readonly limit?: number; readonly offset?: number } {
  if (!cursor.accept('LIMIT')) return {};
  const first = readInteger(cursor);
  if (cursor.accept(',')) return { limit: readInteger(cursor), offset: first };
  return cursor.accept('OFFSET') ? { limit: first, offset: readInteger(cursor) } : { limit: first };
}
