import type { Cursor } from '../syntax/cursor.ts';
import { readParenthesised } from '../syntax/list.ts';
import { readName, readString } from '../syntax/names.ts';
import type { Statement } from './statement.ts';

/** `REFRESH MATERIALIZED VIEW ...` or `REFRESH EXTERNAL TABLE ...`. */
export function readRefresh(cursor: Cursor): Statement {
  cursor.expect('REFRESH');
  if (cursor.accept('MATERIALIZED', 'VIEW')) return readRefreshView(cursor);
  cursor.expect('EXTERNAL', 'TABLE');
  return readRefreshTable(cursor);
}

/** Source: docs `materialized_view/REFRESH_MATERIALIZED_VIEW.md`. */
function readRefreshView(cursor: Cursor): Statement {
  const name = readName(cursor);
  const partition = cursor.accept('PARTITION') ? readRange(cursor) : undefined;
  const force = cursor.accept('FORCE');
  const mode = cursor.accept('WITH') ? cursor.expectOneOf(['SYNC', 'ASYNC']) : undefined;
  if (mode !== undefined) cursor.expect('MODE');
  return {
    kind: 'refreshMaterializedView',
    name,
    force,
    ...(partition && { partition }),
    ...(mode !== undefined && { mode: mode === 'SYNC' ? 'sync' : 'async' }),
  };
}

function readRange(cursor: Cursor): { readonly start: string; readonly end: string } {
  cursor.expect('START', '(');
  const start = readString(cursor);
  cursor.expect(')', 'END', '(');
  const end = readString(cursor);
  cursor.expect(')');
  return { start, end };
}

/** Source: docs `table_bucket_part_index/REFRESH_EXTERNAL_TABLE.md`. */
function readRefreshTable(cursor: Cursor): Statement {
  const name = readName(cursor);
  if (!cursor.accept('PARTITION')) return { kind: 'refreshTable', name };
  return { kind: 'refreshTable', name, partitions: readParenthesised(cursor, () => readString(cursor)) };
}

/** `CANCEL REFRESH MATERIALIZED VIEW name [FORCE]`. Source: docs `materialized_view/CANCEL_REFRESH_MATERIALIZED_VIEW.md`. */
export function readCancel(cursor: Cursor): Statement {
  cursor.expect('CANCEL', 'REFRESH', 'MATERIALIZED', 'VIEW');
  return { kind: 'cancelRefresh', name: readName(cursor), force: cursor.accept('FORCE') };
}
