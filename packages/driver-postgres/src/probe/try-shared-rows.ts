import { quoteIdentifier, type Database } from '@akili/client-postgres';
import type { ProbeFinding, ProbeTarget } from '@akili/resource';
import { attempt } from './attempt.ts';

/** A table that all tenants share, with the column that says whose a row is. */
type SharedTable = {
  readonly name: string;
  /** `tenant` holds slugs, `tenant_id` ids; where a table has both, the first counts. */
  readonly column: string;
};

/** What the login can see at all of the schema `akili`: tables whose rows say whose they are. */
export async function sharedTables(database: Database, signal: AbortSignal): Promise<readonly SharedTable[]> {
  const sql = `SELECT DISTINCT ON (c.relname) c.relname::text AS name, a.attname::text AS column
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname = 'akili' AND c.relkind IN ('r', 'p') AND a.attname IN ('tenant', 'tenant_id')
    ORDER BY c.relname, a.attname`;
  return await database.transaction(undefined, (transaction) => transaction.query<SharedTable>(sql), {
    signal,
    readOnly: true,
  });
}

/** Reads and takes away the rows of other tenants in one shared table: row security shows none of them. */
export async function trySharedRows(
  database: Database,
  role: string | undefined,
  { name, column }: SharedTable,
  others: readonly ProbeTarget[],
  signal: AbortSignal,
): Promise<readonly ProbeFinding[]> {
  const target = `akili.${quoteIdentifier(name)}`;
  const findings: ProbeFinding[] = [];
  for (const { tenant } of others) {
    const aim = { other: tenant.slug, what: 'its rows of a shared table', name: `akili.${name}` };
    const whose = column === 'tenant' ? tenant.slug : tenant.id;
    findings.push(
      await attempt(database, role, signal, { ...aim, action: 'read' }, async (transaction) => {
        const rows = await transaction.query(`SELECT 1 FROM ${target} WHERE ${column}::text = $1 LIMIT 1`, [whose]);
        return rows.length > 0 ? { outcome: 'violated', detail: 'rows came back' } : { outcome: 'refused' };
      }),
      await attempt(database, role, signal, { ...aim, action: 'write' }, async (transaction) => {
        const rows = await transaction.query(`DELETE FROM ${target} WHERE ${column}::text = $1 RETURNING 1`, [whose]);
        return rows.length > 0
          ? { outcome: 'violated', detail: 'rows could be deleted; it was rolled back' }
          : { outcome: 'refused' };
      }),
    );
  }
  return findings;
}
