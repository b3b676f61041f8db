import { readQuery } from '../query/read-query.ts';
import { seesQueryStart } from '../query/sees-query.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readAlter } from './read-alter.ts';
import { readCreate } from './read-create.ts';
import { readDrop } from './read-drop.ts';
import { readGrant, readRevoke } from './grant.ts';
import { readDelete, readInsert, readUpdate } from './read-changes.ts';
import { readCancel, readRefresh } from './read-refresh.ts';
import { readExplain } from './read-explain.ts';
import { readSet } from './read-set.ts';
import {
  readDescribe,
  readExecuteAs,
  readKill,
  readSync,
  readTransaction,
  readTruncate,
  readUse,
} from './read-session.ts';
import { readShow } from './show.ts';
import type { Statement } from './statement.ts';

/** What reads the statements that start with a word. */
const readers: Readonly<Record<string, (cursor: Cursor) => Statement>> = {
  ALTER: readAlter,
  BEGIN: readTransaction,
  CANCEL: readCancel,
  COMMIT: readTransaction,
  CREATE: readCreate,
  DELETE: readDelete,
  DESC: readDescribe,
  DESCRIBE: readDescribe,
  DROP: readDrop,
  EXECUTE: readExecuteAs,
  EXPLAIN: readExplain,
  GRANT: readGrant,
  INSERT: readInsert,
  KILL: readKill,
  REFRESH: readRefresh,
  REVOKE: readRevoke,
  ROLLBACK: readTransaction,
  SET: readSet,
  SHOW: readShow,
  SYNC: readSync,
  TRUNCATE: readTruncate,
  UPDATE: readUpdate,
  USE: readUse,
};

/** Reads one statement, with at most one semicolon after it, and nothing else. */
export function readOneStatement(cursor: Cursor): Statement {
  const word = cursor.peek().kind === 'word' ? cursor.peek().upper : '';
  const reader = Object.hasOwn(readers, word) ? readers[word] : undefined;
  const statement = reader ? reader(cursor) : readQueryStatement(cursor);
  cursor.accept(';');
  cursor.note('<EOF>');
  if (cursor.peek().kind !== 'end') cursor.fail();
  return statement;
}

function readQueryStatement(cursor: Cursor): Statement {
  if (!seesQueryStart(cursor)) {
    for (const word of ['SELECT', 'WITH', ...Object.keys(readers)]) cursor.note(word);
    cursor.fail();
  }
  return readQuery(cursor);
}
