import { quoteIdentifier, quoteLiteral, quoteQualified, type Transaction } from '@akili/client-postgres';
import { unreachable } from '@akili/diagnostics';
import { grantStatements, revokeAll } from './acl.ts';
import { asOwner } from './session.ts';
import { columnClause, createIndex, createPolicy, tenantCheck, typeName } from './table-sql.ts';
import type { TableAt, TableChange } from './table-request.ts';

/** Makes one change to a table that is there and ours. What is made already is left alone. */
export async function changeTable(transaction: Transaction, at: TableAt, change: TableChange): Promise<void> {
  const name = quoteQualified(at.schema, at.table);
  const alter = async (...actions: readonly string[]): Promise<void> => {
    await transaction.query(`ALTER TABLE ${name} ${actions.join(', ')}`);
  };
  switch (change.do) {
    case 'addColumn': {
      if ((await typeOfColumn(transaction, at, change.column.name)) !== undefined) return;
      if (change.empty) await transaction.query(`TRUNCATE ${name}`);
      const preset = change.tenant ? ` DEFAULT ${quoteLiteral(at.tenantId)}::uuid` : '';
      return await alter(`ADD COLUMN ${columnClause(change.column)}${preset}`);
    }
    case 'dropColumn':
      return await alter(`DROP COLUMN IF EXISTS ${quoteIdentifier(change.name)}`);
    case 'replaceColumn':
      if ((await typeOfColumn(transaction, at, change.column.name)) === change.column.type) return;
      if (change.empty) await transaction.query(`TRUNCATE ${name}`);
      return await alter(
        `DROP COLUMN IF EXISTS ${quoteIdentifier(change.column.name)}`,
        `ADD COLUMN ${columnClause(change.column)}`,
      );
    case 'setType': {
      if ((await typeOfColumn(transaction, at, change.name)) === change.type) return;
      const column = quoteIdentifier(change.name);
      const type = typeName(change.type);
      return await alter(`ALTER COLUMN ${column} TYPE ${type} USING ${column}::${type}`);
    }
    case 'setNullable':
      return await alter(`ALTER COLUMN ${quoteIdentifier(change.name)} ${change.nullable ? 'DROP' : 'SET'} NOT NULL`);
    case 'setDefault':
      return await alter(
        `ALTER COLUMN ${quoteIdentifier(change.name)} ${change.tenant ? `SET DEFAULT ${quoteLiteral(at.tenantId)}::uuid` : 'DROP DEFAULT'}`,
      );
    case 'setIndex':
      if (change.drop !== null)
        await transaction.query(`DROP INDEX IF EXISTS ${quoteQualified(at.schema, change.drop)}`);
      if (change.create !== null) {
        await transaction.query(`DROP INDEX IF EXISTS ${quoteQualified(at.schema, change.create.name)}`);
        await transaction.query(createIndex(name, change.create));
      }
      return;
    case 'setConstraints':
      for (const constraint of change.drop) await alter(`DROP CONSTRAINT IF EXISTS ${quoteIdentifier(constraint)}`);
      if (change.tenant) await alter(`DROP CONSTRAINT IF EXISTS "akili_tenant"`, `ADD ${tenantCheck(at.tenantId)}`);
      return;
    case 'setPolicies':
      await alter('ENABLE ROW LEVEL SECURITY', 'FORCE ROW LEVEL SECURITY');
      return await transaction.execute([
        ...[...new Set([...change.drop, ...change.create.map((one) => one.name)])].map(
          (policy) => `DROP POLICY IF EXISTS ${quoteIdentifier(policy)} ON ${name}`,
        ),
        ...change.create.map((policy) => createPolicy(name, policy, at.tenantId)),
      ]);
    case 'setGrants':
      await revokeAll(transaction, `TABLE ${name}`, change.revoke);
      return await transaction.execute(grantStatements(`TABLE ${name}`, change.grant));
    case 'dropTriggers':
      for (const trigger of change.names)
        await transaction.query(`DROP TRIGGER IF EXISTS ${quoteIdentifier(trigger)} ON ${name}`);
      return;
    case 'dropRules':
      for (const rule of change.names)
        await transaction.query(`DROP RULE IF EXISTS ${quoteIdentifier(rule)} ON ${name}`);
      return;
    case 'setOwner':
      return await asOwner(transaction, change.owner, () => alter(`OWNER TO ${quoteIdentifier(change.owner)}`));
    case 'mark':
      return;
    default:
      return unreachable(change);
  }
}

/** A column's type as format_type writes it; undefined where there is no such column. */
async function typeOfColumn(transaction: Transaction, at: TableAt, name: string): Promise<string | undefined> {
  const [row] = await transaction.query<{ type: string }>(
    `SELECT format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = $2 AND a.attname = $3 AND a.attnum > 0 AND NOT a.attisdropped`,
    [at.schema, at.table, name],
  );
  return row?.type;
}
