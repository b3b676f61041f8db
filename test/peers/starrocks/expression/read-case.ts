import type { Cursor } from '../syntax/cursor.ts';
import type { Case, Expression } from './expression.ts';
import { readExpression } from './read-expression.ts';

/** Reads CASE in both forms: at least one WHEN. Source: docs `condition-functions/case_when.md`. */
export function readCase(cursor: Cursor): Expression {
  const at = cursor.peek().at;
  cursor.expect('CASE');
  const operand = cursor.sees('WHEN') ? undefined : readExpression(cursor);
  const branches: Case['branches'][number][] = [];
  do {
    cursor.expect('WHEN');
    const when = readExpression(cursor);
    cursor.expect('THEN');
    branches.push({ when, then: readExpression(cursor) });
  } while (cursor.sees('WHEN'));
  const otherwise = cursor.accept('ELSE') ? readExpression(cursor) : undefined;
  cursor.expect('END');
  return { kind: 'case', at, branches, ...(operand && { operand }), ...(otherwise && { otherwise }) };
}
