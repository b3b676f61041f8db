import { legalIdentifier } from '../text/refusal.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readColumnList, readIdentifier, readName, seesIdentifier } from '../syntax/names.ts';
import type { Relation } from './query.ts';
import { readJoined } from './read-from.ts';
import { readQuery } from './read-query.ts';
import { readTableFunction, seesTableFunction } from './read-table-function.ts';
import { seesQuery } from './sees-query.ts';

/**
 * Reads a table, a query in parentheses with its alias, relations in parentheses, or a table function. LATERAL stands
 * before table functions alone: a lateral subquery is refused. A table function comes after what it expands.
 * Source: docs `SELECT/SELECT_JOIN.md`, `SELECT_subquery.md`, `using_starrocks/Lateral_join.md`, `CREATE_MATERIALIZED_VIEW.md`
 * for the `[_SYNC_MV_]` hint.
 */
export function readRelation(cursor: Cursor, place: 'first' | 'following'): Relation {
  const at = cursor.peek().at;
  if (cursor.sees('TABLE', '(')) return readTableFunction(cursor);
  if (place === 'following' && cursor.accept('LATERAL')) {
    cursor.note('a table function');
    if (!seesTableFunction(cursor)) cursor.fail();
  }
  if (place === 'following' && seesTableFunction(cursor)) return readTableFunction(cursor);
  if (cursor.sees('(')) return seesQuery(cursor) ? readDerived(cursor) : readGroup(cursor);
  const name = readName(cursor);
  const partitions = cursor.accept('PARTITION') ? readColumnList(cursor) : undefined;
  const alias = readRelationAlias(cursor);
  if (cursor.accept('[')) {
    cursor.expect('_SYNC_MV_');
    cursor.expect(']');
  }
  return { kind: 'table', at, name, ...(partitions && { partitions }), ...(alias !== undefined && { alias }) };
}

/**
 * Reads `[AS] alias` if it stands here; PIVOT and ASOF are names elsewhere, but go on with the FROM here. NATURAL is refused:
 * as an alias it would make the join that follows one without a condition.
 */
export function readRelationAlias(cursor: Cursor): string | undefined {
  if (cursor.accept('AS')) return readIdentifier(cursor);
  const next = cursor.peek(1).upper;
  const goesOn =
    cursor.peek().upper === 'NATURAL' ||
    (cursor.sees('PIVOT') && next === '(') ||
    (cursor.sees('ASOF') && ['JOIN', 'LEFT'].includes(next));
  return !goesOn && seesIdentifier(cursor) ? readIdentifier(cursor) : undefined;
}

/** Reads `(column, ...)` after an alias if it stands here. */
export const readAliasColumns = (cursor: Cursor): { readonly columns?: readonly string[] } =>
  cursor.sees('(') ? { columns: readColumnList(cursor) } : {};

function readDerived(cursor: Cursor): Relation {
  const at = cursor.peek().at;
  cursor.expect('(');
  const query = readQuery(cursor);
  cursor.expect(')');
  const alias = readRelationAlias(cursor);
  if (alias === undefined) {
    cursor.note(legalIdentifier);
    cursor.fail();
  }
  return { kind: 'derived', at, query, alias, ...readAliasColumns(cursor) };
}

function readGroup(cursor: Cursor): Relation {
  cursor.expect('(');
  const relation = cursor.nested(() => readJoined(cursor, 'first'));
  cursor.expect(')');
  return relation;
}
