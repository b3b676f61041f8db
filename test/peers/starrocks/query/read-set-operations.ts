import type { Cursor } from '../syntax/cursor.ts';
import type { QueryBody, SetOperation } from './query.ts';
import { readQuery } from './read-query.ts';
import { readSelect } from './read-select.ts';

/**
 * Reads SELECTs and queries in parentheses, joined by set operators; INTERSECT binds closest. ALL goes with UNION only.
 * Source: docs `SELECT/SELECT_UNION.md`, `SELECT_INTERSECT.md`, `SELECT_EXCEPT_MINUS.md`.
 */
export function readSetOperations(cursor: Cursor): QueryBody {
  let left = readIntersections(cursor);
  for (;;) {
    const operator = readOperator(cursor);
    if (operator === undefined) return left;
    left = { kind: 'setOperation', at: left.at, operator, left, right: readIntersections(cursor) };
  }
}

function readOperator(cursor: Cursor): SetOperation['operator'] | undefined {
  if (cursor.accept('UNION')) {
    if (cursor.accept('ALL')) return 'UNION ALL';
    cursor.accept('DISTINCT');
    return 'UNION';
  }
  if (!cursor.accept('EXCEPT') && !cursor.accept('MINUS')) return undefined;
  cursor.accept('DISTINCT');
  return 'EXCEPT';
}

function readIntersections(cursor: Cursor): QueryBody {
  let left = readTerm(cursor);
  while (cursor.accept('INTERSECT')) {
    cursor.accept('DISTINCT');
    left = { kind: 'setOperation', at: left.at, operator: 'INTERSECT', left, right: readTerm(cursor) };
  }
  return left;
}

function readTerm(cursor: Cursor): QueryBody {
  if (!cursor.accept('(')) return readSelect(cursor);
  const query = readQuery(cursor);
  cursor.expect(')');
  return query;
}
