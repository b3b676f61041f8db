import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import { readQuery } from '../query/read-query.ts';
import { seesQueryStart } from '../query/sees-query.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList, readParenthesised } from '../syntax/list.ts';
import { readColumnList, readIdentifier, readName } from '../syntax/names.ts';
import type { Insert, Statement, Update } from './statement.ts';

/** `INSERT INTO | OVERWRITE name [(columns)] query | VALUES (...)`. Source: docs `loading_unloading/INSERT.md`. */
export function readInsert(cursor: Cursor): Insert {
  cursor.expect('INSERT');
  const overwrite = cursor.expectOneOf(['INTO', 'OVERWRITE']) === 'OVERWRITE';
  const target = readName(cursor);
  const columns = cursor.sees('(') && !seesQueryStart(cursor) ? readColumnList(cursor) : undefined;
  const source = cursor.accept('VALUES') ? readList(cursor, () => readRow(cursor)) : readQuery(cursor);
  return { kind: 'insert', target, overwrite, source, ...(columns && { columns }) };
}

function readRow(cursor: Cursor): readonly Expression[] {
  return readParenthesised(cursor, (): Expression => {
    const at = cursor.peek().at;
    return cursor.accept('DEFAULT') ? { kind: 'keyword', at, word: 'DEFAULT' } : readExpression(cursor);
  });
}

/** `DELETE FROM name WHERE ...`; a condition is required. Source: docs `table_bucket_part_index/DELETE.md`. */
export function readDelete(cursor: Cursor): Statement {
  cursor.expect('DELETE', 'FROM');
  const target = readName(cursor);
  cursor.expect('WHERE');
  return { kind: 'delete', target, where: readExpression(cursor) };
}

/** `UPDATE name SET column = value, ... WHERE ...`; a condition is required. Source: docs `table_bucket_part_index/UPDATE.md`. */
export function readUpdate(cursor: Cursor): Update {
  cursor.expect('UPDATE');
  const target = readName(cursor);
  cursor.expect('SET');
  const assignments = readList(cursor, () => {
    const column = readIdentifier(cursor);
    cursor.expect('=');
    return { column, value: readExpression(cursor) };
  });
  cursor.expect('WHERE');
  return { kind: 'update', target, assignments, where: readExpression(cursor) };
}
