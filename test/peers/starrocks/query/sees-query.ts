import type { Cursor } from '../syntax/cursor.ts';

const setOperators = new Set(['UNION', 'INTERSECT', 'EXCEPT', 'MINUS']);

/** True when a query starts at the token `ahead`: SELECT, WITH, or parentheses around a query. */
export function seesQueryStart(cursor: Cursor, ahead = 0): boolean {
  const { upper } = cursor.peek(ahead);
  return upper === 'SELECT' || upper === 'WITH' || seesQuery(cursor, ahead);
}

/**
 * True when the parenthesis at the token `ahead` opens around a query, and not around a value or a join that merely starts
 * with one: `((SELECT 1) UNION (SELECT 2))` against `((SELECT 1) + 2)`. Looks ahead without reading, so nothing is read twice.
 */
export function seesQuery(cursor: Cursor, ahead = 0): boolean {
  let inner = ahead;
  while (cursor.peek(inner).upper === '(') inner += 1;
  const { upper } = cursor.peek(inner);
  if (inner === ahead || (upper !== 'SELECT' && upper !== 'WITH')) return false;
  for (let open = inner - 1; open > ahead; open -= 1) {
    const close = cursor.closingAhead(open);
    // An unclosed parenthesis is a mistake either way; read on as a query to find its place.
    if (close === undefined) return true;
    const after = cursor.peek(close + 1).upper;
    const ends = after === ')' || after === 'ORDER' || after === 'LIMIT' || setOperators.has(after);
    if (!ends) return false;
  }
  return true;
}
