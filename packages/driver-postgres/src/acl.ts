import { quoteIdentifier, type Transaction } from '@akili/client-postgres';
import { everybody, redactedDigits, redactedRoleQuery } from './principal.ts';
import type { DefaultPrivilege, Grant } from './values.ts';

const privilegePattern = /^[A-Z]+( [A-Z]+)*$/;
const defaultTargets: { readonly [letter: string]: string } = {
  r: 'TABLES',
  S: 'SEQUENCES',
  f: 'FUNCTIONS',
  T: 'TYPES',
  n: 'SCHEMAS',
  L: 'LARGE OBJECTS',
};

/** The role behind a principal as SQL; undefined when a redacted one is gone, and with it its privileges. */
export async function grantee(transaction: Transaction, to: string): Promise<string | undefined> {
  if (to === everybody) return everybody;
  const digits = redactedDigits(to);
  if (digits === undefined) return quoteIdentifier(to);
  const [row] = await transaction.query<{ name: string }>(redactedRoleQuery, [digits]);
  return row && quoteIdentifier(row.name);
}

/** `GRANT`s on `target`, e.g. `TABLE "s"."t"`. What is there already is granted again without harm. */
export function grantStatements(target: string, grants: readonly Grant[]): readonly string[] {
  return grants.map((grant) => `GRANT ${privilege(grant)} ON ${target} TO ${quoteIdentifier(grant.to)}`);
}

/** CASCADE: what somebody passed on goes with what he was given. */
export async function revokeAll(transaction: Transaction, target: string, grants: readonly Grant[]): Promise<void> {
  for (const grant of grants) {
    const from = await grantee(transaction, grant.to);
    if (from !== undefined) await transaction.query(`REVOKE ${privilege(grant)} ON ${target} FROM ${from} CASCADE`);
  }
}

/** Takes default privileges back, in one schema or everywhere. */
export async function revokeDefaults(
  transaction: Transaction,
  schema: string | undefined,
  defaults: readonly DefaultPrivilege[],
): Promise<void> {
  const where = schema === undefined ? '' : ` IN SCHEMA ${quoteIdentifier(schema)}`;
  for (const one of defaults) {
    const by = await grantee(transaction, one.by);
    const from = await grantee(transaction, one.to);
    const on = defaultTargets[one.on];
    if (by === undefined || from === undefined || on === undefined) continue;
    await transaction.query(
      `ALTER DEFAULT PRIVILEGES FOR ROLE ${by}${where} REVOKE ${privilege({ to: one.to, privilege: one.privilege })} ON ${on} FROM ${from} CASCADE`,
    );
  }
}

/** What is granted here and not there. */
export function without<T>(these: readonly T[], those: readonly T[], key: (item: T) => string): readonly T[] {
  const known = new Set(those.map(key));
  return these.filter((item) => !known.has(key(item)));
}

function privilege(grant: Grant): string {
  if (!privilegePattern.test(grant.privilege)) throw new Error(`not a privilege: ${grant.privilege}`);
  return grant.column === undefined ? grant.privilege : `${grant.privilege} (${quoteIdentifier(grant.column)})`;
}
