import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import { readIdentifier, seesIdentifier } from '../syntax/names.ts';
import type { TableFunction } from './query.ts';
import { readAliasColumns, readRelationAlias } from './read-relation.ts';

/** True when `name(` stands here. */
export const seesTableFunction = (cursor: Cursor): boolean => seesIdentifier(cursor) && cursor.peek(1).upper === '(';

/**
 * Reads `unnest(...)`, `TABLE(generate_series(...))` and their like, with alias and columns; arguments may be named.
 * Source: docs `array-functions/unnest.md`, `table-functions/generate_series.md`.
 */
export function readTableFunction(cursor: Cursor): TableFunction {
  const start = cursor.peek().at;
  const wrapped = cursor.accept('TABLE', '(');
  const at = cursor.peek().at;
  const name = readIdentifier(cursor).toLowerCase();
  cursor.expect('(');
  const named: string[] = [];
  const items = cursor.sees(')') ? [] : readList(cursor, (index) => readArgument(cursor, index, named));
  cursor.expect(')');
  const last = cursor.last;
  if (wrapped) cursor.expect(')');
  const alias = readRelationAlias(cursor);
  const plain = { distinct: false, star: false, ignoreNulls: false, orderBy: [] };
  return {
    kind: 'tableFunction',
    at: start,
    call: { kind: 'call', at, last, name, arguments: items, ...plain },
    ...(named.length > 0 && { named }),
    ...(alias !== undefined && { alias, ...readAliasColumns(cursor) }),
  };
}

/** Reads a value or `name => value`; the two forms do not mix. */
function readArgument(cursor: Cursor, index: number, named: string[]): Expression {
  if (named.length < index) return readExpression(cursor);
  const isNamed = seesIdentifier(cursor) && cursor.peek(1).upper === '=>';
  if (isNamed) {
    named.push(readIdentifier(cursor));
    cursor.expect('=>');
  } else if (index > 0) {
    cursor.fail();
  }
  return readExpression(cursor);
}
