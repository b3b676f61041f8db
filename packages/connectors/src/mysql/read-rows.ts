import { SourceError, type ReadRequest, type SourceRow } from '../source.ts';
import { selectExpression, type MysqlColumn } from './column-type.ts';
import type { MysqlSession } from './mysql-session.ts';
import { quoteName, quoteText } from './quote.ts';
import { columnsOf, tableName, unseen } from './read-tables.ts';
import { valueText } from './value-text.ts';

const batch = 2000;
/** For the whole statement, whose rows are streamed: as long as whoever reads them takes. */
const statementLimitMs = 6 * 60 * 60_000;

/** Rows of a table as one streamed statement in a read-only snapshot: neither side holds all of them. */
export async function* readRows(session: MysqlSession, request: ReadRequest): AsyncGenerator<readonly SourceRow[]> {
  const { columns, cursor, resource } = request;
  const known = new Map((await columnsOf(session, resource)).map((column) => [column.name, column]));
  if (known.size === 0) throw unseen(resource);
  const column = (name: string): MysqlColumn => {
    const found = known.get(name);
    if (found === undefined)
      throw new SourceError('resource', `${resource} has no column ${name} that the login may read`);
    return found;
  };
  const { schema, table } = tableName(session, resource);
  const all = `SELECT ${columns.map(({ name }) => selectExpression(column(name))).join(', ')} FROM ${quoteName(schema)}.${quoteName(table)}`;
  const sql = cursor === undefined ? all : `${all}${beyond(column(cursor.field), cursor.after)}`;
  await session.limit(statementLimitMs);
  await session.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
  let rows: SourceRow[] = [];
  for await (const row of session.stream(sql)) {
    rows.push(columns.map(({ name, type }, at) => valueText(row[at] ?? null, type, name)));
    if (rows.length < batch) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
  await session.query('ROLLBACK');
}

const numbers = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'year', 'bit']);

/** A text beside a number would be compared as a double, which is not exact beyond 2^53. NULL comes first in the order. */
function beyond({ name, dataType }: MysqlColumn, after: string | undefined): string {
  const field = quoteName(name);
  if (after === undefined) return ` ORDER BY ${field}`;
  if (numbers.has(dataType) && !/^-?\d+(\.\d+)?$/.test(after))
    throw new SourceError('unsupported', `the cursor ${name} stands at a value that is no number`);
  const text = quoteText(after);
  const value = numbers.has(dataType)
    ? after
    : dataType === 'datetime' || dataType === 'timestamp'
      ? `CAST(${text} AS DATETIME(6))`
      : dataType === 'date'
        ? `CAST(${text} AS DATE)`
        : text;
  return ` WHERE ${field} > ${value} ORDER BY ${field}`;
}
