import type { Cursor } from '../syntax/cursor.ts';
import { readColumnList, readInteger, readName, readUser } from '../syntax/names.ts';
import type { Statement } from './statement.ts';

/** `USE [catalog.]database`. Source: docs `Database/USE.md`. */
export function readUse(cursor: Cursor): Statement {
  cursor.expect('USE');
  return { kind: 'use', name: readName(cursor, 2) };
}

/** `SYNC`. Source: docs `cluster-management/nodes_processes/SYNC.md`. */
export function readSync(cursor: Cursor): Statement {
  cursor.expect('SYNC');
  return { kind: 'sync' };
}

/** `KILL [QUERY | CONNECTION] id`. Source: docs `cluster-management/nodes_processes/KILL.md`. */
export function readKill(cursor: Cursor): Statement {
  cursor.expect('KILL');
  const query = cursor.accept('QUERY');
  if (!query) cursor.accept('CONNECTION');
  return { kind: 'kill', what: query ? 'query' : 'connection', id: readInteger(cursor) };
}

/** `DESC | DESCRIBE name [ALL]`. Source: docs `table_bucket_part_index/DESCRIBE.md`. */
export function readDescribe(cursor: Cursor): Statement {
  cursor.expectOneOf(['DESC', 'DESCRIBE']);
  return { kind: 'describe', name: readName(cursor), all: cursor.accept('ALL') };
}

/** `EXECUTE AS user WITH NO REVERT`. Source: docs `account-management/EXECUTE_AS.md`. */
export function readExecuteAs(cursor: Cursor): Statement {
  cursor.expect('EXECUTE', 'AS');
  const user = readUser(cursor);
  cursor.expect('WITH', 'NO', 'REVERT');
  return { kind: 'executeAs', user };
}

/** `BEGIN [WORK]`, `COMMIT [WORK]`, `ROLLBACK [WORK]`: from 3.5, for DML alone. Source: docs `loading/SQL_transaction.md`. */
export function readTransaction(cursor: Cursor): Statement {
  if (!cursor.has('transactions')) cursor.fail();
  const word = cursor.expectOneOf(['BEGIN', 'COMMIT', 'ROLLBACK']);
  cursor.accept('WORK');
  return { kind: 'transaction', action: word === 'BEGIN' ? 'begin' : word === 'COMMIT' ? 'commit' : 'rollback' };
}

/** `TRUNCATE TABLE name [PARTITION (...)]`. Source: docs `table_bucket_part_index/TRUNCATE_TABLE.md`. */
export function readTruncate(cursor: Cursor): Statement {
  cursor.expect('TRUNCATE', 'TABLE');
  const name = readName(cursor);
  return cursor.accept('PARTITION')
    ? { kind: 'truncate', name, partitions: readColumnList(cursor) }
    : { kind: 'truncate', name };
}
