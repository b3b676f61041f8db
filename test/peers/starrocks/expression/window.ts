import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import { readInteger } from '../syntax/names.ts';
import type { Expression } from './expression.ts';
import { readOrderItems, type OrderItem } from './order-item.ts';
import { readExpression } from './read-expression.ts';

export interface Window {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  readonly frame?: Frame;
}

export interface Frame {
  readonly unit: 'ROWS' | 'RANGE';
  readonly start: Bound;
  readonly end?: Bound;
}

export interface Bound {
  readonly edge: 'unboundedPreceding' | 'preceding' | 'currentRow' | 'following' | 'unboundedFollowing';
  readonly rows?: number;
}

/**
 * Reads `([PARTITION BY ...] [ORDER BY ... [frame]])`. There are no named windows and no GROUPS, and a RANGE has no offset.
 * Source: docs `sql-functions/Window_function.md`.
 */
export function readWindow(cursor: Cursor): Window {
  cursor.expect('(');
  const partitionBy = cursor.accept('PARTITION', 'BY') ? readList(cursor, () => readExpression(cursor)) : [];
  const orderBy = cursor.accept('ORDER', 'BY') ? readOrderItems(cursor) : [];
  const frame = orderBy.length > 0 ? readFrame(cursor) : undefined;
  cursor.expect(')');
  return { partitionBy, orderBy, ...(frame && { frame }) };
}

function readFrame(cursor: Cursor): Frame | undefined {
  const at = cursor.peek().at;
  const unit = cursor.accept('ROWS') ? 'ROWS' : cursor.accept('RANGE') ? 'RANGE' : undefined;
  if (unit === undefined) return undefined;
  const between = cursor.accept('BETWEEN');
  const start = readBound(cursor, unit);
  if (start.edge === 'unboundedFollowing') cursor.reject(at, 'Window frame cannot start with UNBOUNDED FOLLOWING');
  if (!between) return { unit, start };
  cursor.expect('AND');
  const end = readBound(cursor, unit);
  if (end.edge === 'unboundedPreceding') cursor.reject(at, 'Window frame cannot end with UNBOUNDED PRECEDING');
  return { unit, start, end };
}

function readBound(cursor: Cursor, unit: Frame['unit']): Bound {
  if (cursor.accept('CURRENT', 'ROW')) return { edge: 'currentRow' };
  if (cursor.accept('UNBOUNDED')) {
    const preceding = cursor.expectOneOf(['PRECEDING', 'FOLLOWING']) === 'PRECEDING';
    return { edge: preceding ? 'unboundedPreceding' : 'unboundedFollowing' };
  }
  // The documented frames with an offset are those of ROWS alone, so a RANGE stops at its first bound.
  if (unit === 'RANGE') cursor.fail();
  const rows = readInteger(cursor);
  return { edge: cursor.expectOneOf(['PRECEDING', 'FOLLOWING']) === 'PRECEDING' ? 'preceding' : 'following', rows };
}
