import type { AloneOptions, TransactionOptions } from './database.ts';
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

/** The same for statements outside a transaction, where it holds until `aloneEnd`. */
export function alonePreamble(role: string | undefined, options: AloneOptions): readonly string[] {
  return [
    `SET search_path = pg_catalog`,
    `SET statement_timeout = ${milliseconds(options.statementTimeoutMs ?? 60_000)}`,
    `SET lock_timeout = ${milliseconds(options.lockTimeoutMs ?? 5_000)}`,
    ...(role === undefined ? [] : [`SET ROLE ${quoteIdentifier(role)}`]),
  ];
}

/** Takes back what `alonePreamble` set. */
export const aloneEnd: readonly string[] = [
  'RESET ROLE',
  'RESET lock_timeout',
  'RESET statement_timeout',
  'RESET search_path',
];

function milliseconds(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a duration: ${value}`);
  return String(value);
}
