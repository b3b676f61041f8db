import type { Cursor } from '../syntax/cursor.ts';
import { readIdentifierOrString, readName } from '../syntax/names.ts';
import { readPropertyList } from '../syntax/properties.ts';
import { readAlterTableActions } from './alter-table.ts';
import { readAlterMaterializedView } from './materialized-view.ts';
import { readAlterResourceGroup } from './resource-group.ts';
import type { Statement } from './statement.ts';
import { readAlterUser } from './user.ts';
import { readAlterView } from './view.ts';

/** Reads ALTER of anything that this reader covers. */
export function readAlter(cursor: Cursor): Statement {
  cursor.expect('ALTER');
  if (cursor.accept('CATALOG')) return readAlterCatalog(cursor);
  if (cursor.accept('TABLE')) {
    return { kind: 'alterTable', name: readName(cursor), actions: readAlterTableActions(cursor) };
  }
  if (cursor.accept('MATERIALIZED', 'VIEW')) return readAlterMaterializedView(cursor);
  if (cursor.accept('VIEW')) return readAlterView(cursor);
  if (cursor.accept('USER')) return readAlterUser(cursor);
  if (cursor.accept('RESOURCE', 'GROUP')) return readAlterResourceGroup(cursor);
  cursor.fail();
}

/** `ALTER CATALOG name SET [PROPERTIES] (...)`. Source: docs `administration/user_privs/authorization/opa.md`, `ranger_plugin.md`. */
function readAlterCatalog(cursor: Cursor): Statement {
  const name = readIdentifierOrString(cursor);
  cursor.expect('SET');
  cursor.accept('PROPERTIES');
  return { kind: 'alterCatalog', name, properties: readPropertyList(cursor) };
}
