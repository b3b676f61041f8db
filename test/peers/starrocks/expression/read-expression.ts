import type { Cursor } from '../syntax/cursor.ts';
import type { Expression } from './expression.ts';
import { readPredicate } from './read-predicate.ts';

/**
 * Reads a value: OR over AND over NOT over predicates. `||` is read as what the default sql_mode makes of it, a logical OR.
 * Source: docs `SELECT/SELECT_WHERE_operator.md`.
 */
export function readExpression(cursor: Cursor): Expression {
  return cursor.nested(() => readChain(cursor, ['OR', '||'], () => readConjunction(cursor)));
}

function readConjunction(cursor: Cursor): Expression {
  return readChain(cursor, ['AND', '&&'], () => readNegation(cursor));
}

function readNegation(cursor: Cursor): Expression {
  const at = cursor.peek().at;
  if (!cursor.accept('NOT')) return readPredicate(cursor);
  return { kind: 'unary', at, operator: 'NOT', operand: cursor.nested(() => readNegation(cursor)) };
}

/** Reads `operand (operator operand)*`, left to right. */
export function readChain(cursor: Cursor, operators: readonly string[], operand: () => Expression): Expression {
  let left = operand();
  for (;;) {
    const operator = operators.find((one) => cursor.accept(one));
    if (operator === undefined) return left;
    left = { kind: 'binary', at: left.at, operator, left, right: operand() };
  }
}
