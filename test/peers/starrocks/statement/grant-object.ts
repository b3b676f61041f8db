import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import { readIdentifier, readIdentifierOrString, readName, readUser, type Name } from '../syntax/names.ts';
import type { ObjectType } from './privileges.ts';

/** What a privilege is granted on: named objects, or all objects of a type, in named databases or in all. */
export interface GrantObject {
  readonly type: ObjectType;
  readonly names: readonly Name[] | 'all';
  /** For all tables, views or materialized views: the databases they are in. */
  readonly databases?: readonly string[] | 'all';
}

const plurals: readonly (readonly [plural: string, type: ObjectType])[] = [
  ['CATALOGS', 'CATALOG'],
  ['DATABASES', 'DATABASE'],
  ['TABLES', 'TABLE'],
  ['VIEWS', 'VIEW'],
  ['MATERIALIZED VIEWS', 'MATERIALIZED VIEW'],
  ['RESOURCE GROUPS', 'RESOURCE GROUP'],
];
const inDatabases: ReadonlySet<ObjectType> = new Set(['TABLE', 'VIEW', 'MATERIALIZED VIEW']);

/**
 * Reads what follows ON. Names of databases and of what is in them have no catalog: SET CATALOG says it beforehand.
 * Source: docs `account-management/GRANT.md`, syntax and examples (`*.*`, `db.*` and `db.table` mean tables).
 */
export function readGrantObject(cursor: Cursor): GrantObject {
  if (cursor.accept('SYSTEM')) return { type: 'SYSTEM', names: [] };
  if (cursor.accept('ALL')) return readAll(cursor);
  if (cursor.accept('CATALOG')) return { type: 'CATALOG', names: readNames(cursor, 1) };
  if (cursor.accept('DATABASE')) return { type: 'DATABASE', names: readNames(cursor, 1) };
  if (cursor.accept('RESOURCE', 'GROUP')) {
    return { type: 'RESOURCE GROUP', names: readList(cursor, () => [readIdentifierOrString(cursor)]) };
  }
  if (cursor.accept('MATERIALIZED', 'VIEW')) return { type: 'MATERIALIZED VIEW', names: readNames(cursor, 2) };
  if (cursor.accept('VIEW')) return { type: 'VIEW', names: readNames(cursor, 2) };
  if (cursor.accept('USER')) {
    const user = readUser(cursor);
    return { type: 'USER', names: [[user.name, user.host]] };
  }
  return cursor.accept('TABLE') ? { type: 'TABLE', names: readNames(cursor, 2) } : readTables(cursor);
}

const readNames = (cursor: Cursor, parts: number): readonly Name[] => readList(cursor, () => readName(cursor, parts));

function readAll(cursor: Cursor): GrantObject {
  const [, type] = plurals.find(([plural]) => cursor.accept(...plural.split(' '))) ?? cursor.fail();
  if (!inDatabases.has(type)) return { type, names: 'all' };
  cursor.expect('IN');
  if (cursor.accept('ALL', 'DATABASES')) return { type, names: 'all', databases: 'all' };
  cursor.expect('DATABASE');
  return { type, names: 'all', databases: readList(cursor, () => readIdentifier(cursor)) };
}

function readTables(cursor: Cursor): GrantObject {
  if (cursor.accept('*', '.', '*')) return { type: 'TABLE', names: 'all', databases: 'all' };
  const first = readIdentifier(cursor);
  cursor.expect('.');
  if (cursor.accept('*')) return { type: 'TABLE', names: 'all', databases: [first] };
  return { type: 'TABLE', names: [[first, readIdentifier(cursor)]] };
}
