import { quoteQualified } from '@akili/client-postgres';
import { EngineError } from '@akili/resource';
import { isThere } from './guard.ts';
import type { LookupSession } from './session.ts';
import type { TableAt, TableChange } from './table-request.ts';
import { createIndex } from './table-sql.ts';

/**
 * Builds an index while others write. PostgreSQL does so outside transactions only, and leaves an invalid index behind
 * where it fails: one of an earlier try is dropped before, one of this try after.
 */
export async function buildIndexBeside(
  session: LookupSession,
  at: TableAt,
  { drop, create }: Extract<TableChange, { readonly do: 'setIndex' }>,
  signal: AbortSignal,
): Promise<void> {
  const { database, role } = session;
  const table = quoteQualified(at.schema, at.table);
  const ours = await database.transaction(role, (transaction) =>
    isThere(transaction, 'table', [at.schema, at.table], at.tenantId),
  );
  if (!ours) throw new EngineError(`table ${at.schema}.${at.table} is not there any more`);
  const dropped = (name: string): string => `DROP INDEX CONCURRENTLY IF EXISTS ${quoteQualified(at.schema, name)}`;
  const names = new Set([...(drop === null ? [] : [drop]), ...(create === null ? [] : [create.name])]);
  const statements = [...names].map(dropped);
  const options = { signal, statementTimeoutMs: 3_600_000, lockTimeoutMs: 5_000 };
  await database.alone(role, statements, options);
  if (create === null) return;
  try {
    await database.alone(role, [createIndex(table, create, { beside: true })], options);
  } catch (error) {
    // Not with the signal: whoever stopped the step wants nothing left of it either.
    await database.alone(role, [dropped(create.name)], { lockTimeoutMs: 5_000 }).catch(() => undefined);
    throw error;
  }
}
