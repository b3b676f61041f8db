import { readCall } from '../expression/read-call.ts';
import { readLiteral } from '../expression/read-literal.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList, readParenthesised } from '../syntax/list.ts';
import { readColumnList, readIdentifier, seesIdentifier } from '../syntax/names.ts';
import type { Pivot, Relation } from './query.ts';

/** Reads `PIVOT (aggregate [[AS] alias], ... FOR column IN (literal, ...))` over a relation. Source: docs `SELECT/SELECT_PIVOT.md`. */
export function readPivot(cursor: Cursor, relation: Relation): Relation {
  if (!cursor.accept('PIVOT', '(')) return relation;
  const aggregates = readList(cursor, () => readAggregate(cursor));
  cursor.expect('FOR');
  const columns = cursor.sees('(') ? readColumnList(cursor) : [readIdentifier(cursor)];
  cursor.expect('IN');
  readParenthesised(cursor, () =>
    cursor.sees('(') ? readParenthesised(cursor, () => readOne(cursor)) : readOne(cursor),
  );
  cursor.expect(')');
  return { kind: 'pivot', at: relation.at, relation, aggregates, columns };
}

function readAggregate(cursor: Cursor): Pivot['aggregates'][number] {
  cursor.note('an aggregate function');
  if (!seesIdentifier(cursor) || cursor.peek(1).upper !== '(') cursor.fail();
  const call = readCall(cursor);
  const alias = cursor.accept('AS') || seesIdentifier(cursor) ? readIdentifier(cursor) : undefined;
  return { call, ...(alias !== undefined && { alias }) };
}

function readOne(cursor: Cursor): void {
  cursor.note('a literal');
  if (readLiteral(cursor) === undefined) cursor.fail();
}
