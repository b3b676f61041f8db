import { quoteIdentifier, quoteLiteral } from '@akili/client-postgres';
import { SourceError, type ReadRequest, type SourceRow } from '../source.ts';
import type { PostgresSession } from './postgres-session.ts';
import { readTables } from './read-tables.ts';
import { quotedTable } from './resource-name.ts';
import { valueText } from './value-text.ts';

/** Rows fetched at a time. */
const batch = 2000;
/** For each fetch. */
const fetchLimitMs = 10 * 60_000;

/**
 * Rows of a table through a cursor on the server, in one read-only snapshot: what is loaded is the table as it was at one
 * moment, and neither side holds all of it. A break out of the loop ends the snapshot.
 */
export async function* readRows(session: PostgresSession, request: ReadRequest): AsyncGenerator<readonly SourceRow[]> {
  const { columns, cursor, resource } = request;
  // Says which table or column is missing, before a statement that would only say that something is.
  const [table] = await readTables(session, [resource]);
  const known = new Set(table?.columns.map(({ name }) => name));
  for (const name of [...columns.map((column) => column.name), ...(cursor === undefined ? [] : [cursor.field])]) {
    if (!known.has(name))
      throw new SourceError('resource', `${resource} has no column ${name} that the login may read`);
  }
  await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await session.query(`SET LOCAL statement_timeout = ${fetchLimitMs}`);
    await session.query(`DECLARE akili NO SCROLL CURSOR FOR ${selection(request)}`);
    for (;;) {
      const rows = await session.query(`FETCH FORWARD ${batch} FROM akili`);
      if (rows.length === 0) return;
      yield rows.map((row) => columns.map(({ name, type }, at) => valueText(row[at] ?? null, type, name)));
    }
  } finally {
    await session.query('ROLLBACK').catch(() => undefined);
  }
}

/** A cursor's statement takes no parameters; the literal gets the column's own type. */
function selection({ columns, cursor, resource }: ReadRequest): string {
  const list = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const all = `SELECT ${list} FROM ${quotedTable(resource)}`;
  if (cursor === undefined) return all;
  const field = quoteIdentifier(cursor.field);
  if (cursor.after === undefined) return `${all} ORDER BY ${field} NULLS FIRST`;
  return `${all} WHERE ${field} > ${quoteLiteral(cursor.after)} ORDER BY ${field}`;
}
