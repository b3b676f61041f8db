import { SourceError, type IntrospectedTable } from '../source.ts';
import { canonicalType, type MysqlColumn } from './column-type.ts';
import type { MysqlSession, TextRow } from './mysql-session.ts';

/** A table as inputs name it, taken apart: `shop.orders`; a name without a database is of the connection's. */
export function tableName(
  session: Pick<MysqlSession, 'database'>,
  resource: string,
): { readonly schema: string; readonly table: string } {
  const dot = resource.indexOf('.');
  return dot === -1
    ? { schema: session.database, table: resource }
    : { schema: resource.slice(0, dot), table: resource.slice(dot + 1) };
}

/** A table's columns that the login may read, as the server describes them. */
export async function columnsOf(session: MysqlSession, resource: string): Promise<readonly MysqlColumn[]> {
  const { schema, table } = tableName(session, resource);
  const rows = await session.query(
    `SELECT column_name, data_type, column_type, COALESCE(numeric_precision, 0), COALESCE(numeric_scale, 0), is_nullable
     FROM information_schema.columns WHERE table_schema = ? AND table_name = ? AND (privileges = '' OR LOCATE('select', privileges) > 0)
     ORDER BY ordinal_position`,
    [schema, table],
  );
  return rows.map(columnOf);
}

function columnOf([name, dataType, columnType, precision, scale, nullable]: TextRow): MysqlColumn {
  return {
    name: name as string,
    dataType: (dataType as string).toLowerCase(),
    columnType: (columnType as string).toLowerCase(),
    precision: Number(precision),
    scale: Number(scale),
    nullable: nullable === 'YES',
  };
}

/** What the login may read, as inputs name it; sorted. */
export async function readableTables(session: MysqlSession, limit: number): Promise<readonly string[]> {
  const rows = await session.query(
    `SELECT DISTINCT CONCAT(table_schema, '.', table_name) FROM information_schema.columns
     WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
       AND (privileges = '' OR LOCATE('select', privileges) > 0)
     LIMIT ${limit}`,
  );
  return rows.map(([name]) => name as string).sort();
}

/** Tables with canonical types, keys and nullability. Throws `resource` for one that the login cannot see. */
export async function readTables(
  session: MysqlSession,
  names: readonly string[],
): Promise<readonly IntrospectedTable[]> {
  const wanted = names.length > 0 ? names : await readableTables(session, 1000);
  const tables: IntrospectedTable[] = [];
  for (const name of wanted) {
    const columns = await columnsOf(session, name);
    if (columns.length === 0) throw unseen(name);
    const primaryKey = await keyOf(session, name);
    tables.push({
      name,
      columns: columns.map((column) => ({
        name: column.name,
        type: canonicalType(column),
        nullable: column.nullable && !primaryKey.includes(column.name),
      })),
      primaryKey,
    });
  }
  return tables;
}

/** MySQL shows a login nothing of what it may not read, so that the two cannot be told apart. */
export function unseen(resource: string): SourceError {
  return new SourceError('resource', `the source has no table ${resource}, or the login may not read it`);
}

async function keyOf(session: MysqlSession, resource: string): Promise<readonly string[]> {
  const { schema, table } = tableName(session, resource);
  const rows = await session.query(
    `SELECT column_name FROM information_schema.statistics WHERE table_schema = ? AND table_name = ? AND index_name = 'PRIMARY' ORDER BY seq_in_index`,
    [schema, table],
  );
  return rows.map(([column]) => column as string);
}
