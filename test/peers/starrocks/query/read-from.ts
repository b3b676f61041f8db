import type { Cursor } from '../syntax/cursor.ts';
import type { Relation } from './query.ts';
import { readJoins } from './read-joins.ts';
import { readPivot } from './read-pivot.ts';
import { readRelation } from './read-relation.ts';

/** Reads FROM with its relations, if it stands here. Source: docs `SELECT/SELECT_JOIN.md`, `SELECT_PIVOT.md`. */
export function readFrom(cursor: Cursor): readonly Relation[] {
  if (!cursor.accept('FROM') || cursor.accept('DUAL')) return [];
  const relations = [readJoined(cursor, 'first')];
  while (cursor.accept(',')) relations.push(readJoined(cursor, 'following'));
  return relations;
}

/** Reads a relation, what is joined to it, and a PIVOT over both. */
export function readJoined(cursor: Cursor, place: 'first' | 'following'): Relation {
  return readPivot(cursor, readJoins(cursor, readRelation(cursor, place)));
}
