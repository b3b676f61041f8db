import { quoteIdentifier, type Database } from '@akili/client-postgres';
import type { ProbeFinding } from '@akili/resource';
import { attempt } from './attempt.ts';

/** A table of another tenant. */
export interface OthersTable {
  readonly other: string;
  readonly schema: string;
  readonly table: string;
}

/** Reads, writes and gives away a table of another tenant, with one role. */
export async function tryTable(
  database: Database,
  role: string | undefined,
  own: string,
  { other, schema, table }: OthersTable,
  signal: AbortSignal,
): Promise<readonly ProbeFinding[]> {
  const name = `${schema}.${table}`;
  const target = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
  const aim = { other, what: 'a table', name };
  return [
    await attempt(database, role, signal, { ...aim, action: 'read' }, async (transaction) => {
      const rows = await transaction.query(`SELECT 1 FROM ${target} LIMIT 1`);
      return { outcome: 'violated', detail: rows.length > 0 ? 'rows came back' : 'it may be read; no row came back' };
    }),
    await attempt(database, role, signal, { ...aim, action: 'write' }, async (transaction) => {
      // Privileges are looked at before the row, which is never written: the columns of the key have no default.
      await transaction.query(`INSERT INTO ${target} DEFAULT VALUES`);
      return { outcome: 'violated', detail: 'a row could be written; it was rolled back' };
    }),
    await attempt(database, role, signal, { ...aim, action: 'write', what: 'the rows of a table' }, async (t) => {
      await t.query(`DELETE FROM ${target} WHERE false`);
      return { outcome: 'violated', detail: 'rows could be deleted' };
    }),
    await attempt(database, role, signal, { ...aim, action: 'grant' }, async (transaction) => {
      await transaction.query(`GRANT REFERENCES ON ${target} TO ${quoteIdentifier(own)}`);
      // Whoever has some privilege and may give none is only warned.
      const [given] = await transaction.query<{ given: boolean }>(
        `SELECT EXISTS (SELECT FROM pg_class c, aclexplode(c.relacl) item WHERE c.oid = $1::regclass
           AND item.grantee = $2::regrole AND item.privilege_type = 'REFERENCES') AS given`,
        [target, quoteIdentifier(own)],
      );
      return given?.given === true
        ? { outcome: 'violated', detail: 'a privilege on it could be given; it was rolled back' }
        : { outcome: 'refused' };
    }),
  ];
}
