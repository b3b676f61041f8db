import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { Cursor } from '../syntax/cursor.ts';

const allowed = new Set(['row_number', 'rank', 'dense_rank']);
const comparisons = new Set(['=', '<>', '!=', '<', '<=', '>', '>=']);

/** Reads what follows QUALIFY: ROW_NUMBER, RANK or DENSE_RANK, compared. Source: docs `Window_function.md`, section QUALIFY. */
export function readQualify(cursor: Cursor): Expression {
  const at = cursor.peek().at;
  const condition = readExpression(cursor);
  const compared = condition.kind === 'binary' && comparisons.has(condition.operator) ? condition.left : undefined;
  if (compared?.kind !== 'call' || compared.over === undefined || !allowed.has(compared.name)) {
    cursor.reject(at, 'QUALIFY clause only support three window functions: ROW_NUMBER(), RANK() and DENSE_RANK()');
  }
  return condition;
}
