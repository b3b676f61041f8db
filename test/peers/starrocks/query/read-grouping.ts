import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList, readParenthesised } from '../syntax/list.ts';
import type { Grouping } from './query.ts';

/**
 * Reads what follows GROUP BY: values, or one of GROUPING SETS, ROLLUP and CUBE, which do not mix with values.
 * Source: docs `SELECT/SELECT_GROUP_BY.md`.
 */
export function readGrouping(cursor: Cursor): Grouping {
  if (cursor.accept('GROUPING', 'SETS')) return { by: 'sets', sets: readParenthesised(cursor, () => readSet(cursor)) };
  for (const by of ['rollup', 'cube'] as const) {
    if (!cursor.sees(by.toUpperCase(), '(')) continue;
    cursor.take();
    return { by, items: readParenthesised(cursor, () => readExpression(cursor)) };
  }
  return { by: 'expressions', items: readList(cursor, () => readExpression(cursor)) };
}

function readSet(cursor: Cursor): readonly Expression[] {
  return cursor.accept('(', ')') ? [] : readParenthesised(cursor, () => readExpression(cursor));
}
