import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import { readLiteral } from '../expression/read-literal.ts';
import { bareCall } from '../expression/read-call.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readIdentifier } from '../syntax/names.ts';
import { readComment } from '../syntax/properties.ts';
import { readType } from '../syntax/read-type.ts';

export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
  readonly aggregate?: string;
  readonly nullable?: boolean;
  readonly default?: Expression;
  readonly autoIncrement: boolean;
  readonly generated?: Expression;
  readonly comment?: string;
}

const aggregates = ['SUM', 'MAX', 'MIN', 'REPLACE', 'REPLACE_IF_NOT_NULL', 'HLL_UNION', 'BITMAP_UNION'];

/** Reads `name type [aggregate] [[NOT] NULL] [DEFAULT ...] [AUTO_INCREMENT] [AS ...] [COMMENT ...]`. Source: docs `CREATE_TABLE.md`. */
export function readColumnDefinition(cursor: Cursor): ColumnDefinition {
  const name = readIdentifier(cursor);
  const type = readType(cursor);
  const aggregate = aggregates.find((one) => cursor.accept(one));
  const nullable = readNullable(cursor);
  const initial = cursor.accept('DEFAULT') ? readDefault(cursor) : undefined;
  const autoIncrement = cursor.accept('AUTO_INCREMENT');
  const generated = cursor.accept('AS') ? readExpression(cursor) : undefined;
  const comment = readComment(cursor);
  return {
    name,
    type,
    autoIncrement,
    ...(aggregate !== undefined && { aggregate }),
    ...(nullable !== undefined && { nullable }),
    ...(initial && { default: initial }),
    ...(generated && { generated }),
    ...(comment !== undefined && { comment }),
  };
}

function readNullable(cursor: Cursor): boolean | undefined {
  if (cursor.accept('NULL')) return true;
  return cursor.accept('NOT', 'NULL') ? false : undefined;
}

/** Values are in quotes, whatever the type of the column. */
function readDefault(cursor: Cursor): Expression {
  const at = cursor.peek().at;
  if (cursor.sees('CURRENT_TIMESTAMP')) return bareCall(cursor);
  if (cursor.accept('(')) {
    const call = readExpression(cursor);
    cursor.expect(')');
    return call;
  }
  cursor.note('a string literal');
  const literal = cursor.peek().kind === 'string' || cursor.sees('NULL') ? readLiteral(cursor) : undefined;
  return (
    literal ?? cursor.failWith(at, 'Default value of a column must be a string, NULL, CURRENT_TIMESTAMP or a call')
  );
}
