import type { Query } from '../query/query.ts';
import { readQuery } from '../query/read-query.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readParenthesised } from '../syntax/list.ts';
import { readIdentifier, readName, type Name } from '../syntax/names.ts';
import { readComment, readIfNotExists, readProperties, type Properties } from '../syntax/properties.ts';

export interface ViewColumn {
  readonly name: string;
  readonly comment?: string;
}

export interface CreateView {
  readonly kind: 'createView';
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly replace: boolean;
  readonly columns?: readonly ViewColumn[];
  readonly comment?: string;
  readonly properties?: Properties;
  readonly query: Query;
}

export interface AlterView {
  readonly kind: 'alterView';
  readonly name: Name;
  /** What is written: the view itself, or its StarRocks text beside the texts of other engines. */
  readonly change: 'definition' | 'addDialect' | 'modifyDialect';
  readonly columns?: readonly ViewColumn[];
  readonly query: Query;
}

/** Source: docs `View/CREATE_VIEW.md`, `data_source/catalog/iceberg/DDL.md`. */
export function readCreateView(cursor: Cursor, replace: boolean): CreateView {
  const ifNotExists = readIfNotExists(cursor);
  const name = readName(cursor);
  const columns = readColumns(cursor);
  const comment = readComment(cursor);
  const properties = cursor.has('viewProperties') ? readProperties(cursor) : undefined;
  cursor.expect('AS');
  return {
    kind: 'createView',
    name,
    ifNotExists,
    replace,
    ...(columns && { columns }),
    ...(comment !== undefined && { comment }),
    ...(properties && { properties }),
    query: readQuery(cursor),
  };
}

/** Source: docs `View/ALTER_VIEW.md` (its RENAME is newer than 4.1), `data_source/catalog/iceberg/DDL.md`. */
export function readAlterView(cursor: Cursor): AlterView {
  const name = readName(cursor);
  const columns = readColumns(cursor);
  const change = readAlterKind(cursor);
  return { kind: 'alterView', name, change, ...(columns && { columns }), query: readQuery(cursor) };
}

function readAlterKind(cursor: Cursor): AlterView['change'] {
  if (cursor.has('icebergViews')) {
    if (cursor.accept('ADD', 'DIALECT')) return 'addDialect';
    if (cursor.accept('MODIFY', 'DIALECT')) return 'modifyDialect';
  }
  cursor.expect('AS');
  return 'definition';
}

function readColumns(cursor: Cursor): readonly ViewColumn[] | undefined {
  if (!cursor.sees('(')) return undefined;
  return readParenthesised(cursor, () => {
    const name = readIdentifier(cursor);
    const comment = readComment(cursor);
    return { name, ...(comment !== undefined && { comment }) };
  });
}
