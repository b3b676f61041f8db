import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import type { Expression } from './expression.ts';
import { readExpression } from './read-expression.ts';

export interface OrderItem {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls?: 'first' | 'last';
}

/** Reads the items after ORDER BY. Source: docs `SELECT/SELECT_ORDER_BY.md`. */
export function readOrderItems(cursor: Cursor): readonly OrderItem[] {
  return readList(cursor, () => {
    const expression = readExpression(cursor);
    return { expression, ...readDirection(cursor) };
  });
}

/** Reads `[ASC | DESC] [NULLS FIRST | NULLS LAST]`. */
export function readDirection(cursor: Cursor): { readonly descending: boolean; readonly nulls?: 'first' | 'last' } {
  const descending = cursor.accept('DESC');
  if (!descending) cursor.accept('ASC');
  if (!cursor.accept('NULLS')) return { descending };
  return { descending, nulls: cursor.expectOneOf(['FIRST', 'LAST']) === 'FIRST' ? 'first' : 'last' };
}
