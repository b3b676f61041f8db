import { quoteLiteral, type Database } from '@akili/client-postgres';

/** What the store keeps, in the schema that the platform shares with all tenants. */
export const stateTable = 'akili.state';
export const leaseTable = 'akili.state_lease';
export const journalTable = 'akili.state_journal';
export const storeTables = [stateTable, leaseTable, journalTable] as const;

const key = 'environment text NOT NULL, tenant text NOT NULL';
const definitions: { readonly [table in (typeof storeTables)[number]]: string } = {
  [stateTable]: `${key}, tenant_id uuid NOT NULL, serial bigint NOT NULL, state jsonb NOT NULL, PRIMARY KEY (environment, tenant)`,
  [leaseTable]: `${key}, token bigint NOT NULL, holder text, told text, until timestamptz NOT NULL, PRIMARY KEY (environment, tenant)`,
  [journalTable]: `${key}, position bigint GENERATED ALWAYS AS IDENTITY, entry jsonb NOT NULL, PRIMARY KEY (environment, tenant, position)`,
};

/**
 * Makes what is not there yet, as the platform. Row security binds everybody from the first moment, the tables' owner
 * too: he gets a policy of his own, and a tenant's login sees nothing until `grantAccess` names its role.
 */
export async function makeTables(database: Database): Promise<void> {
  await database.transaction(undefined, async (transaction) => {
    const missing = await transaction.query<{ name: string }>(
      `SELECT name FROM unnest($1::text[]) AS name WHERE to_regclass(name) IS NULL`,
      [storeTables],
    );
    if (missing.length === 0) return;
    // Two first applies at once: the second finds what the first made.
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('akili:control', 0))`);
    await transaction.execute(['CREATE SCHEMA IF NOT EXISTS akili']);
    for (const table of storeTables) {
      const [row] = await transaction.query<{ there: boolean }>(`SELECT to_regclass($1) IS NOT NULL AS there`, [table]);
      if (row?.there === true) continue;
      await transaction.execute([
        `CREATE TABLE ${table} (${definitions[table]})`,
        `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
        `CREATE POLICY platform ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
        `COMMENT ON TABLE ${table} IS ${quoteLiteral('Records of akili. Losing them costs a refresh, never data.')}`,
      ]);
    }
  });
}
