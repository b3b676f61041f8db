import { quoteIdentifier, quoteLiteral, type Database } from '@akili/client-postgres';
import { tenantRole } from '@akili/model';
import { platformSlug } from '@akili/resource';
import { journalTable, leaseTable, stateTable } from './postgres-tables.ts';

/** What a tenant's owner may do with rows of its tenant. */
const rights = {
  [stateTable]: 'SELECT, INSERT, UPDATE',
  [leaseTable]: 'SELECT, INSERT, UPDATE',
  [journalTable]: 'SELECT, INSERT, DELETE',
};

/**
 * Lets a tenant's owner reach the rows of its tenant, and read the platform's, which it leans on: once the role is
 * there, as the platform. Policies name the role and the slug; no setting decides.
 */
export async function grantAccess(
  database: Database,
  tenant: { readonly slug: string; readonly id: string },
): Promise<void> {
  const owner = tenantRole(tenant, 'owner');
  const policy = `tenant_${tenant.id}`;
  await database.transaction(undefined, async (transaction) => {
    const [found] = await transaction.query<{ role: boolean; policies: number }>(
      `SELECT to_regrole(quote_ident($1)) IS NOT NULL AS role,
         (SELECT count(*)::int FROM pg_policy WHERE polname = $2 AND polrelid = ANY ($3::regclass[])) AS policies`,
      [owner, policy, Object.keys(rights)],
    );
    if (found?.role !== true || found.policies === Object.keys(rights).length) return;
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('akili:control', 0))`);
    const role = quoteIdentifier(owner);
    const own = `tenant = ${quoteLiteral(tenant.slug)}`;
    await transaction.execute([
      `GRANT USAGE ON SCHEMA akili TO ${role}`,
      ...Object.entries(rights).flatMap(([table, privileges]) => [
        `DROP POLICY IF EXISTS ${quoteIdentifier(policy)} ON ${table}`,
        `DROP POLICY IF EXISTS ${quoteIdentifier(`${policy}_platform`)} ON ${table}`,
        `GRANT ${privileges} ON ${table} TO ${role}`,
        `CREATE POLICY ${quoteIdentifier(policy)} ON ${table} TO ${role} USING (${own}) WITH CHECK (${own})`,
        `CREATE POLICY ${quoteIdentifier(`${policy}_platform`)} ON ${table} FOR SELECT TO ${role} USING (tenant = ${quoteLiteral(platformSlug)})`,
      ]),
    ]);
  });
}
