import type { Cursor } from '../syntax/cursor.ts';
import { readIdentifier, readIdentifierOrString, readName, readUser, type Name } from '../syntax/names.ts';
import { readIfExists } from '../syntax/properties.ts';
import type { Drop, DropKind } from './statement.ts';

/**
 * Reads DROP. FORCE goes with databases and tables; users, roles and resource groups have no IF EXISTS.
 * Source: docs `Catalog/DROP_CATALOG.md`, `Database/DROP_DATABASE.md`, `table_bucket_part_index/DROP_TABLE.md`,
 * `View/DROP_VIEW.md`, `materialized_view/DROP_MATERIALIZED_VIEW.md`, `account-management/DROP_USER.md`, `DROP_ROLE.md`,
 * `cluster-management/resource_group/DROP_RESOURCE_GROUP.md`.
 */
export function readDrop(cursor: Cursor): Drop {
  cursor.expect('DROP');
  if (cursor.accept('CATALOG')) return drop(cursor, 'catalog', () => [readIdentifierOrString(cursor)]);
  if (cursor.accept('DATABASE')) return drop(cursor, 'database', () => readName(cursor, 2));
  if (cursor.accept('TABLE')) return drop(cursor, 'table', () => readName(cursor));
  if (cursor.accept('VIEW')) return drop(cursor, 'view', () => readName(cursor));
  if (cursor.accept('MATERIALIZED', 'VIEW')) return drop(cursor, 'materializedView', () => readName(cursor));
  if (cursor.accept('USER')) return plainDrop('user', readUserName(cursor));
  if (cursor.accept('ROLE')) return plainDrop('role', [readIdentifierOrString(cursor)]);
  if (!cursor.accept('RESOURCE', 'GROUP')) cursor.fail();
  return plainDrop('resourceGroup', [readIdentifier(cursor)]);
}

function drop(cursor: Cursor, what: DropKind, readWhich: () => Name): Drop {
  const ifExists = readIfExists(cursor);
  const name = readWhich();
  const force = (what === 'database' || what === 'table') && cursor.accept('FORCE');
  return { kind: 'drop', what, name, ifExists, force };
}

const plainDrop = (what: DropKind, name: Name): Drop => ({ kind: 'drop', what, name, ifExists: false, force: false });

function readUserName(cursor: Cursor): Name {
  const user = readUser(cursor);
  return [user.name, user.host];
}
