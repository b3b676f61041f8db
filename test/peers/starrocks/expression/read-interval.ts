import type { Cursor } from '../syntax/cursor.ts';
import { seesIdentifier } from '../syntax/names.ts';
import type { Expression } from './expression.ts';
import { readArithmetic } from './read-arithmetic.ts';

/** Singular, unquoted. Source: docs `date-time-functions/date_add.md` and `time_slice.md`. */
const units = ['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'MILLISECOND', 'MICROSECOND'];

/** True when an interval starts here, not a column or function that is named `interval`. */
export function seesInterval(cursor: Cursor): boolean {
  const next = cursor.peek(1);
  const startsValue = ['number', 'string'].includes(next.kind) || ['(', '-', '@'].includes(next.upper);
  return cursor.sees('INTERVAL') && (startsValue || seesIdentifier(cursor, 1));
}

/** Reads `INTERVAL value UNIT`. */
export function readInterval(cursor: Cursor): Expression {
  const at = cursor.peek().at;
  cursor.expect('INTERVAL');
  const value = cursor.nested(() => readArithmetic(cursor));
  return { kind: 'interval', at, value, unit: readUnit(cursor) };
}

/** Reads the unit of an interval. */
export const readUnit = (cursor: Cursor): string => cursor.expectOneOf(units);
