import { readDirection, type OrderItem } from '../expression/order-item.ts';
import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { Query } from '../query/query.ts';
import { readQuery } from '../query/read-query.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList, readParenthesised } from '../syntax/list.ts';
import { readColumnList, readIdentifier, readName, type Name } from '../syntax/names.ts';
import { readComment, readIfNotExists, readProperties, type Properties } from '../syntax/properties.ts';
import { readColumnDefinition, type ColumnDefinition } from './column-definition.ts';
import { readDistribution, type Distribution } from './distribution.ts';
import type { Statement } from './statement.ts';

export interface CreateTable {
  readonly kind: 'createTable';
  readonly name: Name;
  readonly ifNotExists: boolean;
  /** Definitions, or the names alone of CREATE TABLE AS, or nothing where the query says it all. */
  readonly columns: readonly ColumnDefinition[] | readonly string[];
  readonly engine?: string;
  readonly key?: { readonly model: KeyModel; readonly columns: readonly string[] };
  readonly comment?: string;
  readonly partitionBy?: readonly Expression[];
  readonly distribution?: Distribution;
  readonly orderBy?: readonly OrderItem[];
  readonly properties?: Properties;
  readonly query?: Query;
}

export type KeyModel = 'AGGREGATE' | 'UNIQUE' | 'PRIMARY' | 'DUPLICATE';

export type AlterTableAction =
  | { readonly do: 'addColumn'; readonly columns: readonly ColumnDefinition[]; readonly after?: string }
  | { readonly do: 'dropColumn' | 'renameColumn'; readonly column: string; readonly to?: string }
  | { readonly do: 'modifyColumn'; readonly column: ColumnDefinition }
  | { readonly do: 'addPartitionColumn' | 'dropPartitionColumn'; readonly items: readonly Expression[] }
  | { readonly do: 'rename' | 'swap' | 'comment'; readonly text: string }
  | { readonly do: 'set'; readonly properties: Properties }
  | { readonly do: 'orderBy'; readonly columns: readonly string[] };

const models: readonly KeyModel[] = ['AGGREGATE', 'UNIQUE', 'PRIMARY', 'DUPLICATE'];

/**
 * Reads `[IF NOT EXISTS] name (columns) clauses [AS query]` or `name LIKE other`. Partitions are expressions: the RANGE and
 * LIST partitions of internal tables are not covered. A direction in ORDER BY is of Iceberg tables, from 4.0.
 * Source: docs `table_bucket_part_index/CREATE_TABLE.md`, `CREATE_TABLE_AS_SELECT.md`, `CREATE_TABLE_LIKE.md`,
 * `data_source/catalog/iceberg/DDL.md`.
 */
export function readCreateTable(cursor: Cursor): Statement {
  const ifNotExists = readIfNotExists(cursor);
  const name = readName(cursor);
  if (cursor.accept('LIKE')) return { kind: 'createTableLike', name, ifNotExists, like: readName(cursor) };
  const columns = cursor.sees('(') ? readColumns(cursor) : [];
  const table: CreateTable = { kind: 'createTable', name, ifNotExists, columns, ...readClauses(cursor) };
  if (typeof columns[0] === 'object') return table.query === undefined ? readSource(cursor, table) : table;
  cursor.expect('AS');
  return { ...table, query: readQuery(cursor) };
}

function readSource(cursor: Cursor, table: CreateTable): CreateTable {
  return cursor.accept('AS') ? { ...table, query: readQuery(cursor) } : table;
}

function readColumns(cursor: Cursor): CreateTable['columns'] {
  const namesAlone = [',', ')'].includes(cursor.peek(2).upper);
  return namesAlone ? readColumnList(cursor) : readParenthesised(cursor, () => readColumnDefinition(cursor));
}

function readClauses(cursor: Cursor): Omit<CreateTable, 'kind' | 'name' | 'ifNotExists' | 'columns' | 'query'> {
  const engine = readEngine(cursor);
  const key = readKey(cursor);
  const comment = readComment(cursor);
  const partitionBy = cursor.accept('PARTITION', 'BY') ? readPartition(cursor) : undefined;
  const distribution = cursor.accept('DISTRIBUTED', 'BY') ? readDistribution(cursor) : undefined;
  const orderBy = cursor.accept('ORDER', 'BY') ? readParenthesised(cursor, () => readSortColumn(cursor)) : undefined;
  const properties = readProperties(cursor);
  return {
    ...(engine !== undefined && { engine }),
    ...(key && { key }),
    ...(comment !== undefined && { comment }),
    ...(partitionBy && { partitionBy }),
    ...(distribution && { distribution }),
    ...(orderBy && { orderBy }),
    ...(properties && { properties }),
  };
}

function readEngine(cursor: Cursor): string | undefined {
  if (!cursor.accept('ENGINE')) return undefined;
  cursor.expect('=');
  return readIdentifier(cursor);
}

function readKey(cursor: Cursor): CreateTable['key'] {
  const model = models.find((one) => cursor.accept(one, 'KEY'));
  return model && { model, columns: readColumnList(cursor) };
}

function readPartition(cursor: Cursor): readonly Expression[] {
  return cursor.sees('(')
    ? readParenthesised(cursor, () => readExpression(cursor))
    : readList(cursor, () => readExpression(cursor));
}

function readSortColumn(cursor: Cursor): OrderItem {
  const at = cursor.peek().at;
  const expression: Expression = { kind: 'column', at, name: [readIdentifier(cursor)] };
  return cursor.has('tableSortDirection')
    ? { expression, ...readDirection(cursor) }
    : { expression, descending: false };
}
