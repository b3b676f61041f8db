import { quoteIdentifier, quoteQualified, type Transaction } from '@akili/client-postgres';

/**
 * Takes back what a role was let into in the shared schema `akili` (its tenant's rows of the state), which would keep it
 * from being dropped. What else depends on the role is not ours to take away, and stops the step.
 */
export async function leaveControl(transaction: Transaction, role: string): Promise<void> {
  const policies = await transaction.query<{ table: string; policy: string }>(
    `SELECT c.relname AS table, p.polname AS policy FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
     WHERE c.relnamespace = to_regnamespace('akili') AND p.polroles = ARRAY[to_regrole(quote_ident($1))]::oid[]`,
    [role],
  );
  for (const { table, policy } of policies)
    await transaction.query(`DROP POLICY ${quoteIdentifier(policy)} ON ${quoteQualified('akili', table)}`);
  const [control] = await transaction.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_shdepend d WHERE d.refobjid = to_regrole(quote_ident($1))
       AND d.refclassid = 'pg_authid'::regclass AND d.classid = 'pg_namespace'::regclass
       AND d.objid = to_regnamespace('akili')) AS there`,
    [role],
  );
  if (control?.there !== true) return;
  const name = quoteIdentifier(role);
  await transaction.execute([
    `REVOKE ALL ON ALL TABLES IN SCHEMA akili FROM ${name}`,
    `REVOKE ALL ON SCHEMA akili FROM ${name}`,
  ]);
}
