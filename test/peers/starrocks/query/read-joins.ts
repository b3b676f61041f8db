import { readExpression } from '../expression/read-expression.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readColumnList } from '../syntax/names.ts';
import type { Join, Relation } from './query.ts';
import { readRelation } from './read-relation.ts';

/** Says how the optimizer may carry a join out. Source: docs `best_practices/query_tuning/query_hint.md`. */
const hints = ['BROADCAST', 'SHUFFLE', 'BUCKET', 'COLOCATE', 'UNREORDER'];

/**
 * Reads the joins that follow a relation. There is no NATURAL JOIN; only inner and cross joins do without a condition.
 * Source: docs `SELECT/SELECT_JOIN.md`.
 */
export function readJoins(cursor: Cursor, first: Relation): Relation {
  let left = first;
  for (;;) {
    const type = readJoinType(cursor);
    if (type === undefined) return left;
    if (cursor.accept('[')) {
      cursor.expectOneOf(hints);
      cursor.expect(']');
    }
    const right = readRelation(cursor, 'following');
    left = { kind: 'join', at: left.at, type, left, right, ...readCondition(cursor, type) };
  }
}

function readJoinType(cursor: Cursor): string | undefined {
  if (cursor.accept('JOIN') || cursor.accept('INNER', 'JOIN')) return 'INNER';
  if (cursor.accept('CROSS', 'JOIN')) return 'CROSS';
  if (cursor.has('asofJoin') && cursor.sees('ASOF')) {
    if (cursor.accept('ASOF', 'JOIN')) return 'ASOF';
    if (cursor.accept('ASOF', 'LEFT', 'JOIN') || cursor.accept('ASOF', 'LEFT', 'OUTER', 'JOIN')) return 'ASOF LEFT';
  }
  for (const side of ['LEFT', 'RIGHT', 'FULL']) {
    if (cursor.accept(side, 'JOIN') || cursor.accept(side, 'OUTER', 'JOIN')) return side;
    if (side === 'FULL') continue;
    for (const kept of ['SEMI', 'ANTI']) if (cursor.accept(side, kept, 'JOIN')) return `${side} ${kept}`;
  }
  return undefined;
}

function readCondition(cursor: Cursor, type: string): Pick<Join, 'on' | 'using'> {
  if (type === 'CROSS') return {};
  if (cursor.accept('ON')) return { on: readExpression(cursor) };
  if (cursor.accept('USING')) return { using: readColumnList(cursor) };
  if (type !== 'INNER') cursor.fail();
  return {};
}
