import { EngineError } from '@akili/resource';
import type { Transaction } from '@akili/client-postgres';
import { readMark } from './mark.ts';

/** What to look for, and how: one row with its comment, or none. */
const questions = {
  role: `SELECT shobj_description(oid, 'pg_authid') AS comment FROM pg_roles WHERE rolname = $1`,
  schema: `SELECT obj_description(oid, 'pg_namespace') AS comment FROM pg_namespace WHERE nspname = $1`,
  table: `SELECT obj_description(c.oid, 'pg_class') AS comment FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2`,
} as const;

/**
 * True when the thing is there and carries the tenant's mark, false when it is not there. Throws where it is
 * somebody else's: between plan and apply another may have made one, and a step never takes over what is not ours.
 */
export async function isThere(
  transaction: Transaction,
  what: keyof typeof questions,
  name: readonly string[],
  tenantId: string,
): Promise<boolean> {
  const [row] = await transaction.query<{ comment: string | null }>(questions[what], name);
  if (row === undefined) return false;
  if (readMark(row.comment)?.tenantId !== tenantId)
    throw new EngineError(`${what} ${name.join('.')} exists and does not carry this tenant's mark`);
  return true;
}
