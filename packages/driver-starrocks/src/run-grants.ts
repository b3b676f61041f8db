import { grantKey } from './grant.ts';
import type { GrantStatement } from './grant-statement.ts';
import type { Row } from './link.ts';
import { identifier } from './quote.ts';
import { readGrantRow } from './read-grants.ts';
import type { StarRocksSession } from './session.ts';

/** Statements about what a role holds. */
export type GrantsRequest = {
  readonly op: 'grants';
  readonly role: string;
  readonly statements: readonly GrantStatement[];
  readonly addRoles: readonly string[];
  readonly dropRoles: readonly string[];
};

/** What SHOW GRANTS says of a role. */
export function heldBy(rows: readonly Row[]): {
  readonly grants: readonly string[];
  readonly roles: readonly string[];
} {
  const read = rows.map((row) => readGrantRow(row['Catalog'] ?? null, row['Grants'] ?? ''));
  return {
    grants: [...new Set(read.flatMap((row) => row.grants.map(grantKey)))].sort(),
    roles: [...new Set(read.flatMap((row) => row.roles))].sort(),
  };
}

/** Granting twice is harmless; revoking what is not held is an error, so that it is looked up where one is to be revoked. */
export async function runGrants(session: StarRocksSession, request: GrantsRequest): Promise<void> {
  const role = identifier(request.role);
  const revokes = request.statements.some((one) => one.revoke) || request.dropRoles.length > 0;
  const held = revokes ? heldBy(await session.query(`SHOW GRANTS FOR ROLE ${role}`)) : { grants: [], roles: [] };
  for (const { sql, catalog, revoke, grants } of request.statements) {
    if (revoke && !grants.some((key) => held.grants.includes(key))) continue;
    await session.run({ sql, ...(catalog !== null && { catalog }) });
  }
  for (const one of request.dropRoles)
    if (held.roles.includes(one)) await session.run({ sql: `REVOKE ${identifier(one)} FROM ROLE ${role}` });
  for (const one of request.addRoles) await session.run({ sql: `GRANT ${identifier(one)} TO ROLE ${role}` });
}
