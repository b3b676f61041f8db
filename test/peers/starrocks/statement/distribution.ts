import type { Cursor } from '../syntax/cursor.ts';
import { readColumnList, readInteger } from '../syntax/names.ts';

/** How rows are spread; `columns` is empty for RANDOM. */
export interface Distribution {
  readonly columns: readonly string[];
  readonly buckets?: number;
}

/** Reads what follows DISTRIBUTED BY. Source: docs `CREATE_TABLE.md`, `CREATE_MATERIALIZED_VIEW.md`. */
export function readDistribution(cursor: Cursor): Distribution {
  const columns = cursor.expectOneOf(['HASH', 'RANDOM']) === 'HASH' ? readColumnList(cursor) : [];
  return cursor.accept('BUCKETS') ? { columns, buckets: readInteger(cursor) } : { columns };
}
