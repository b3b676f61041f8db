import type { Cursor } from '../syntax/cursor.ts';
import { readColumnList, readIdentifier, seesIdentifier } from '../syntax/names.ts';
import type { Expression } from './expression.ts';
import { readExpression } from './read-expression.ts';

/**
 * True when a lambda starts here: `x ->`, `(x, y) ->` or `() ->`. A name before a string is the JSON arrow instead.
 * Source: docs `sql-functions/Lambda_expression.md`.
 */
export function seesLambda(cursor: Cursor): boolean {
  if (seesIdentifier(cursor)) return cursor.peek(1).upper === '->' && cursor.peek(2).kind !== 'string';
  if (cursor.peek().upper !== '(') return false;
  const close = cursor.closingAhead(0);
  return close !== undefined && cursor.peek(close + 1).upper === '->' && cursor.peek(close + 2).kind !== 'string';
}

/** Reads a lambda; its arrow binds weakest. */
export function readLambda(cursor: Cursor): Expression {
  const at = cursor.peek().at;
  const parameters = cursor.accept('(', ')')
    ? []
    : cursor.peek().upper === '('
      ? readColumnList(cursor)
      : [readIdentifier(cursor)];
  cursor.expect('->');
  return { kind: 'lambda', at, parameters, body: readExpression(cursor) };
}
