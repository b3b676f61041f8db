import type { TransactionOptions } from './database.ts';
import { quoteIdentifier } from './quote.ts';

/** What every transaction sets for itself before anything else, as one text. All of it ends with the transaction. */
export function preamble(role: string | undefined, options: TransactionOptions): string {
  const statements = [
    `SET LOCAL search_path = pg_catalog`,
    `SET LOCAL statement_timeout = ${milliseconds(options.statementTimeoutMs ?? 60_000)}`,
    `SET LOCAL lock_timeout = ${milliseconds(options.lockTimeoutMs ?? 5_000)}`,
  ];
  if (options.readOnly === true) statements.push('SET TRANSACTION READ ONLY');
  // Last: the role may not be allowed the rest.
  if (role !== undefined) statements.push(`SET LOCAL ROLE ${quoteIdentifier(role)}`);
  return statements.join('; ');
}

function milliseconds(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a duration: ${value}`);
  return String(value);
}
