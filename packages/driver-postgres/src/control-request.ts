import { quoteIdentifier, quoteLiteral, quoteQualified, type Transaction } from '@akili/client-postgres';
import { tenantColumn } from '@akili/model';
import { platformId } from '@akili/resource';
import { grantStatements, revokeAll } from './acl.ts';
import { controlTables, type ControlAccessSpec, type ControlSpec } from './control-specs.ts';
import { expectedControlAccess } from './control-value.ts';
import { isThere } from './guard.ts';
import { ownerPolicy } from './lower-control.ts';
import { writeMark } from './mark.ts';
import { change, type LookupSession } from './session.ts';
import { columnClause, createPolicy } from './table-sql.ts';
import type { Grant } from './values.ts';

const tables = controlTables.map(({ table }) => table);

/** What a step does to the shared tables. */
export type ControlRequest =
  | {
      readonly do: 'setControl';
      readonly spec: ControlSpec;
      readonly mark: string;
      readonly dropPolicies: readonly string[];
      readonly revoke: readonly Grant[];
    }
  | { readonly do: 'dropControl'; readonly table: string }
  | {
      readonly do: 'setControlAccess';
      readonly spec: ControlAccessSpec;
      readonly mark: string;
      readonly revoke: readonly (Grant & { readonly table: string })[];
    }
  | { readonly do: 'dropControlAccess'; readonly tenantId: string };

export async function runControl(session: LookupSession, request: ControlRequest, signal: AbortSignal): Promise<void> {
  await change(session, signal, async (transaction) => {
    // Tenants are applied side by side, and all change the grants of one schema.
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('akili:control', 0))`);
    switch (request.do) {
      case 'setControl':
        return await setControl(transaction, request);
      case 'dropControl':
        if (await isThere(transaction, 'table', ['akili', request.table], platformId))
          await transaction.query(`DROP TABLE ${quoteQualified('akili', request.table)}`);
        return;
      case 'setControlAccess':
        return await setAccess(transaction, request);
      case 'dropControlAccess':
        return await dropAccess(transaction, request.tenantId);
    }
  });
}

async function setControl(
  transaction: Transaction,
  { spec, mark, dropPolicies, revoke }: Extract<ControlRequest, { readonly do: 'setControl' }>,
): Promise<void> {
  const name = quoteQualified('akili', spec.table);
  if (!(await isThere(transaction, 'table', ['akili', spec.table], platformId))) {
    const key = [tenantColumn, ...spec.key].map(quoteIdentifier).join(', ');
    await transaction.execute([
      'CREATE SCHEMA IF NOT EXISTS akili',
      `CREATE TABLE ${name} (${quoteIdentifier(tenantColumn)} uuid NOT NULL, ${spec.columns.map(columnClause).join(', ')}, PRIMARY KEY (${key}))`,
      // Row security binds the owner too, so he gets a policy of his own.
      `CREATE POLICY platform ON ${name} TO CURRENT_USER USING (true) WITH CHECK (true)`,
    ]);
  }
  await transaction.execute([
    ...spec.columns.map(
      (column) => `ALTER TABLE ${name} ADD COLUMN IF NOT EXISTS ${columnClause({ ...column, nullable: true })}`,
    ),
    `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
    ...dropPolicies.map((policy) => `DROP POLICY IF EXISTS ${quoteIdentifier(policy)} ON ${name}`),
    `COMMENT ON TABLE ${name} IS ${quoteLiteral(writeMark({ tenantId: platformId, digest: mark }))}`,
  ]);
  await revokeAll(transaction, `TABLE ${name}`, revoke);
}

async function setAccess(
  transaction: Transaction,
  { spec, mark, revoke }: Extract<ControlRequest, { readonly do: 'setControlAccess' }>,
): Promise<void> {
  await dropPolicies(transaction, spec.tenantId);
  for (const grant of revoke) await revokeAll(transaction, `TABLE ${quoteQualified('akili', grant.table)}`, [grant]);
  const { policies, grants } = expectedControlAccess(spec);
  const policy = quoteIdentifier(ownerPolicy(spec.tenantId));
  const comment = quoteLiteral(writeMark({ tenantId: spec.tenantId, digest: mark }));
  await transaction.execute([
    ...grantStatements('SCHEMA akili', [
      { to: spec.owner, privilege: 'USAGE' },
      { to: spec.reader, privilege: 'USAGE' },
    ]),
    ...policies.map((one) => createPolicy(quoteQualified('akili', one.table), one, spec.tenantId)),
    ...grants.flatMap((one) => grantStatements(`TABLE ${quoteQualified('akili', one.table)}`, [one])),
    ...spec.tables.map((table) => `COMMENT ON POLICY ${policy} ON ${quoteQualified('akili', table)} IS ${comment}`),
  ]);
}

/** Without a policy the grants that are left give no row; they go with the role. */
async function dropAccess(transaction: Transaction, tenantId: string): Promise<void> {
  const roles = await transaction.query<{ table: string; role: string }>(
    `SELECT DISTINCT c.relname AS table, pg_get_userbyid(r) AS role
     FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid CROSS JOIN unnest(p.polroles) r
     WHERE c.relnamespace = to_regnamespace('akili') AND r <> 0
       AND starts_with(p.polname, $1)
       AND c.relname = ANY ($2)`,
    [ownerPolicy(tenantId), tables],
  );
  await dropPolicies(transaction, tenantId);
  for (const { table, role } of roles)
    await transaction.execute([`REVOKE ALL ON ${quoteQualified('akili', table)} FROM ${quoteIdentifier(role)}`]);
}

async function dropPolicies(transaction: Transaction, tenantId: string): Promise<void> {
  const found = await transaction.query<{ table: string; policy: string }>(
    `SELECT c.relname AS table, p.polname AS policy FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
     WHERE c.relnamespace = to_regnamespace('akili') AND starts_with(p.polname, $1)
       AND c.relname = ANY ($2)`,
    [ownerPolicy(tenantId), tables],
  );
  await transaction.execute(
    found.map(({ table, policy }) => `DROP POLICY ${quoteIdentifier(policy)} ON ${quoteQualified('akili', table)}`),
  );
}
