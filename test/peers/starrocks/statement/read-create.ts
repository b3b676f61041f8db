import type { Cursor } from '../syntax/cursor.ts';
import { readIdentifier, readIdentifierOrString, readName } from '../syntax/names.ts';
import { readComment, readIfNotExists, readProperties } from '../syntax/properties.ts';
import { readCreateMaterializedView } from './materialized-view.ts';
import { readCreateResourceGroup } from './resource-group.ts';
import type { Statement } from './statement.ts';
import { readCreateTable } from './table-definition.ts';
import { readCreateUser } from './user.ts';
import { readCreateView } from './view.ts';

/** Reads CREATE of anything that this reader covers; what it does not cover is an unexpected word. */
export function readCreate(cursor: Cursor): Statement {
  cursor.expect('CREATE');
  if (cursor.accept('EXTERNAL', 'CATALOG')) return readCreateCatalog(cursor);
  if (cursor.accept('DATABASE')) return readCreateDatabase(cursor);
  if (cursor.accept('TABLE')) return readCreateTable(cursor);
  if (cursor.accept('MATERIALIZED', 'VIEW')) return readCreateMaterializedView(cursor);
  if (cursor.accept('OR', 'REPLACE', 'VIEW')) return readCreateView(cursor, true);
  if (cursor.accept('VIEW')) return readCreateView(cursor, false);
  if (cursor.accept('USER')) return readCreateUser(cursor);
  if (cursor.accept('ROLE')) return readCreateRole(cursor);
  if (cursor.accept('RESOURCE', 'GROUP')) return readCreateResourceGroup(cursor);
  cursor.fail();
}

/** Source: docs `Catalog/CREATE_EXTERNAL_CATALOG.md`, `data_source/catalog/iceberg/iceberg_catalog.md`. */
function readCreateCatalog(cursor: Cursor): Statement {
  const ifNotExists = readIfNotExists(cursor);
  const name = readIdentifier(cursor);
  const comment = readComment(cursor);
  const properties = readProperties(cursor);
  if (properties === undefined) cursor.fail();
  return { kind: 'createCatalog', name, ifNotExists, properties, ...(comment !== undefined && { comment }) };
}

/** Source: docs `Database/CREATE_DATABASE.md`, `data_source/catalog/iceberg/DDL.md`. */
function readCreateDatabase(cursor: Cursor): Statement {
  const ifNotExists = readIfNotExists(cursor);
  const name = readName(cursor, 2);
  const properties = readProperties(cursor);
  return { kind: 'createDatabase', name, ifNotExists, ...(properties && { properties }) };
}

/** Source: docs `account-management/CREATE_ROLE.md`. */
function readCreateRole(cursor: Cursor): Statement {
  const ifNotExists = readIfNotExists(cursor);
  return { kind: 'createRole', role: readIdentifierOrString(cursor), ifNotExists };
}
