import { readType } from '../syntax/read-type.ts';
import type { Cursor } from '../syntax/cursor.ts';
import type { Expression } from './expression.ts';
import { readExpression } from './read-expression.ts';

/** The units that are functions of the same name. Source: docs `date-time-functions/`; there is no DOW, DOY or EPOCH. */
const parts = ['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];

/** Reads `CAST(value AS type)`. Source: docs `sql-functions/cast.md`. */
export function readCast(cursor: Cursor): Expression {
  const at = cursor.peek().at;
  cursor.expect('CAST', '(');
  const operand = readExpression(cursor);
  cursor.expect('AS');
  const type = readType(cursor);
  cursor.expect(')');
  return { kind: 'cast', at, operand, type };
}

/** Reads `EXTRACT(unit FROM value)` as the call that it is. */
export function readExtract(cursor: Cursor): Expression {
  const at = cursor.peek().at;
  cursor.expect('EXTRACT', '(');
  const name = cursor.expectOneOf(parts).toLowerCase();
  cursor.expect('FROM');
  const operand = readExpression(cursor);
  cursor.expect(')');
  const plain = { distinct: false, star: false, ignoreNulls: false, orderBy: [] };
  return { kind: 'call', at, last: cursor.last, name, arguments: [operand], ...plain };
}
