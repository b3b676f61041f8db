import { readExpression } from '../expression/read-expression.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import { readColumnList, readIdentifier, readString } from '../syntax/names.ts';
import { readPropertyList } from '../syntax/properties.ts';
import { readColumnDefinition } from './column-definition.ts';
import type { AlterTableAction } from './table-definition.ts';

/**
 * Reads the changes after ALTER TABLE name; only changes of columns may be several at once.
 * Source: docs `table_bucket_part_index/ALTER_TABLE.md`, `data_source/catalog/iceberg/DDL.md`.
 */
export function readAlterTableActions(cursor: Cursor): readonly AlterTableAction[] {
  return readOnly(cursor) ?? readList(cursor, () => readColumnAction(cursor));
}

function readOnly(cursor: Cursor): readonly AlterTableAction[] | undefined {
  if (cursor.accept('ADD', 'PARTITION', 'COLUMN')) return partition(cursor, 'addPartitionColumn');
  if (cursor.accept('DROP', 'PARTITION', 'COLUMN')) return partition(cursor, 'dropPartitionColumn');
  if (cursor.accept('RENAME', 'COLUMN')) {
    const column = readIdentifier(cursor);
    cursor.expect('TO');
    return [{ do: 'renameColumn', column, to: readIdentifier(cursor) }];
  }
  if (cursor.accept('RENAME')) return [{ do: 'rename', text: readIdentifier(cursor) }];
  if (cursor.accept('SWAP', 'WITH')) return [{ do: 'swap', text: readIdentifier(cursor) }];
  if (cursor.accept('COMMENT')) {
    cursor.expect('=');
    return [{ do: 'comment', text: readString(cursor) }];
  }
  if (cursor.accept('SET')) return [{ do: 'set', properties: readPropertyList(cursor) }];
  return cursor.accept('ORDER', 'BY') ? [{ do: 'orderBy', columns: readColumnList(cursor) }] : undefined;
}

function partition(cursor: Cursor, what: 'addPartitionColumn' | 'dropPartitionColumn'): readonly AlterTableAction[] {
  return [{ do: what, items: readList(cursor, () => readExpression(cursor)) }];
}

function readColumnAction(cursor: Cursor): AlterTableAction {
  if (cursor.accept('ADD', 'COLUMN', '(')) {
    const columns = readList(cursor, () => readColumnDefinition(cursor));
    cursor.expect(')');
    return { do: 'addColumn', columns };
  }
  if (cursor.accept('ADD', 'COLUMN')) {
    const columns = [readColumnDefinition(cursor)];
    if (cursor.accept('AFTER')) return { do: 'addColumn', columns, after: readIdentifier(cursor) };
    return cursor.accept('FIRST') ? { do: 'addColumn', columns, after: '' } : { do: 'addColumn', columns };
  }
  if (cursor.accept('DROP', 'COLUMN')) return { do: 'dropColumn', column: readIdentifier(cursor) };
  cursor.expect('MODIFY', 'COLUMN');
  return { do: 'modifyColumn', column: readColumnDefinition(cursor) };
}
