import { quoteIdentifier, quoteLiteral, type Transaction } from '@akili/client-postgres';
import { grantStatements, revokeAll, revokeDefaults } from './acl.ts';
import { isThere } from './guard.ts';
import { writeMark } from './mark.ts';
import { asOwner, change, type LookupSession } from './session.ts';
import type { SchemaSpec } from './specs.ts';
import type { DefaultPrivilege, Grant } from './values.ts';

/** What a step does to a schema. */
export type SchemaRequest =
  | {
      readonly do: 'setSchema';
      readonly tenantId: string;
      readonly mark: string;
      readonly schema: SchemaSpec;
      /** The owner is another one: take it back. */
      readonly reown: boolean;
      readonly revoke: readonly Grant[];
      readonly undefault: readonly DefaultPrivilege[];
    }
  | { readonly do: 'dropSchema'; readonly tenantId: string; readonly schema: string; readonly owner: string };

export async function runSchema(session: LookupSession, request: SchemaRequest, signal: AbortSignal): Promise<void> {
  await change(session, signal, async (transaction) => {
    if (request.do === 'setSchema') return await setSchema(transaction, request);
    // RESTRICT, the default: a schema that holds anything else than ours is not dropped.
    if (await isThere(transaction, 'schema', [request.schema], request.tenantId))
      await asOwner(transaction, request.owner, () =>
        transaction.query(`DROP SCHEMA ${quoteIdentifier(request.schema)}`),
      );
  });
}

async function setSchema(
  transaction: Transaction,
  request: Extract<SchemaRequest, { readonly do: 'setSchema' }>,
): Promise<void> {
  const { schema, owner, usage } = request.schema;
  const name = quoteIdentifier(schema);
  const there = await isThere(transaction, 'schema', [schema], request.tenantId);
  await asOwner(transaction, owner, async () => {
    if (!there) await transaction.query(`CREATE SCHEMA ${name} AUTHORIZATION ${quoteIdentifier(owner)}`);
    if (request.reown) await transaction.query(`ALTER SCHEMA ${name} OWNER TO ${quoteIdentifier(owner)}`);
    await revokeAll(transaction, `SCHEMA ${name}`, request.revoke);
    await transaction.execute(
      grantStatements(
        `SCHEMA ${name}`,
        usage.map((to) => ({ to, privilege: 'USAGE' })),
      ),
    );
    await revokeDefaults(transaction, schema, request.undefault);
    await transaction.query(
      `COMMENT ON SCHEMA ${name} IS ${quoteLiteral(writeMark({ tenantId: request.tenantId, digest: request.mark }))}`,
    );
  });
}
