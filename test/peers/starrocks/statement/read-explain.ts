import { readQuery } from '../query/read-query.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readInsert } from './read-changes.ts';
import type { Explain } from './statement.ts';

/** `EXPLAIN [LOGICAL | VERBOSE | COSTS | ANALYZE] query`. Source: docs `cluster-management/plan_profile/EXPLAIN.md`. */
export function readExplain(cursor: Cursor): Explain {
  cursor.expect('EXPLAIN');
  const mode = (['logical', 'verbose', 'costs', 'analyze'] as const).find((one) => cursor.accept(one.toUpperCase()));
  const statement = cursor.sees('INSERT') ? readInsert(cursor) : readQuery(cursor);
  return { kind: 'explain', statement, ...(mode && { mode }) };
}
