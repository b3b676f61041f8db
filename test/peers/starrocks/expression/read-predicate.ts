import { readQuery } from '../query/read-query.ts';
import { seesQuery } from '../query/sees-query.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import type { Expression } from './expression.ts';
import { readArithmetic } from './read-arithmetic.ts';
import { readExpression } from './read-expression.ts';

const comparisons = ['<=>', '=', '<>', '!=', '<=', '>=', '<', '>'];

/**
 * Reads a comparison, `[NOT] BETWEEN`, `[NOT] IN`, `[NOT] LIKE`, `[NOT] REGEXP | RLIKE` or `IS [NOT] NULL`, or the bare
 * operand. There is no ESCAPE, no SIMILAR TO, no IS TRUE and no IS DISTINCT FROM (`<=>` is equality with nulls).
 * Source: docs `SELECT/SELECT_WHERE_operator.md`, `SELECT/SELECT_subquery.md`, `sql-functions/like-predicate-functions`.
 */
export function readPredicate(cursor: Cursor): Expression {
  let left = readArithmetic(cursor);
  for (;;) {
    const next = readComparison(cursor, left) ?? readIsNull(cursor, left) ?? readNegatable(cursor, left);
    if (next === undefined) break;
    left = next;
  }
  // Several columns at once are compared by IN alone.
  if (left.kind === 'tuple') cursor.fail();
  return left;
}

function readComparison(cursor: Cursor, left: Expression): Expression | undefined {
  if (left.kind === 'tuple') return undefined;
  const operator = comparisons.find((one) => cursor.accept(one));
  if (operator === undefined) return undefined;
  const right = readArithmetic(cursor);
  if (right.kind === 'tuple') cursor.reject(right.at, 'Several values can only be compared by IN');
  return { kind: 'binary', at: left.at, operator, left, right };
}

function readIsNull(cursor: Cursor, operand: Expression): Expression | undefined {
  if (operand.kind === 'tuple' || !cursor.accept('IS')) return undefined;
  const negated = cursor.accept('NOT');
  cursor.expect('NULL');
  return { kind: 'isNull', at: operand.at, operand, negated };
}

function readNegatable(cursor: Cursor, operand: Expression): Expression | undefined {
  const negated = ['IN', 'BETWEEN', 'LIKE', 'REGEXP', 'RLIKE'].some((word) => cursor.sees('NOT', word));
  if (negated) cursor.take();
  const at = operand.at;
  if (cursor.accept('IN')) return readIn(cursor, operand, negated);
  if (operand.kind === 'tuple') return undefined;
  if (cursor.accept('BETWEEN')) {
    const low = readArithmetic(cursor);
    cursor.expect('AND');
    return { kind: 'between', at, operand, low, high: readArithmetic(cursor), negated };
  }
  const operator = ['LIKE', 'REGEXP', 'RLIKE'].find((word) => cursor.accept(word));
  if (operator === undefined) return undefined;
  const right = readArithmetic(cursor);
  return { kind: 'binary', at, operator: negated ? `NOT ${operator}` : operator, left: operand, right };
}

function readIn(cursor: Cursor, operand: Expression, negated: boolean): Expression {
  const query = seesQuery(cursor);
  cursor.expect('(');
  const found: Expression = query
    ? { kind: 'inQuery', at: operand.at, operand, query: readQuery(cursor), negated }
    : {
        kind: 'inList',
        at: operand.at,
        operand,
        items: readList(cursor, () => (operand.kind === 'tuple' ? readTupleItem(cursor) : readExpression(cursor))),
        negated,
      };
  cursor.expect(')');
  return found;
}

function readTupleItem(cursor: Cursor): Expression {
  const item = readArithmetic(cursor);
  if (item.kind !== 'tuple') cursor.fail();
  return item;
}
