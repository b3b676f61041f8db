import type { Cursor } from '../syntax/cursor.ts';
import type { Expression } from './expression.ts';
import { readChain } from './read-expression.ts';
import { readInterval, seesInterval } from './read-interval.ts';
import { readPostfix } from './read-postfix.ts';

/**
 * Reads bit operators over `+ -` over `* / % DIV` over signs. An interval may stand right of `+` and `-` only.
 * Source: docs `SELECT/SELECT_WHERE_operator.md`.
 */
export function readArithmetic(cursor: Cursor): Expression {
  return readChain(cursor, ['|'], () => readChain(cursor, ['&'], () => readSum(cursor)));
}

function readSum(cursor: Cursor): Expression {
  let left = readProduct(cursor);
  for (;;) {
    const operator = ['+', '-'].find((one) => cursor.accept(one));
    if (operator === undefined) return left;
    const right = seesInterval(cursor) ? readInterval(cursor) : readProduct(cursor);
    left = { kind: 'binary', at: left.at, operator, left, right };
  }
}

function readProduct(cursor: Cursor): Expression {
  return readChain(cursor, ['*', '/', '%', 'DIV'], () => readChain(cursor, ['^'], () => readSigned(cursor)));
}

function readSigned(cursor: Cursor): Expression {
  const at = cursor.peek().at;
  const operator = ['-', '+', '~'].find((one) => cursor.accept(one));
  if (operator === undefined) return readPostfix(cursor);
  return { kind: 'unary', at, operator, operand: cursor.nested(() => readSigned(cursor)) };
}
