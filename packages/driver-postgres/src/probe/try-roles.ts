import { quoteIdentifier, type Database } from '@akili/client-postgres';
import type { ProbeFinding } from '@akili/resource';
import { attempt } from './attempt.ts';

/** Becomes a role of another tenant, and gives it to one of its own. */
export async function tryRole(
  database: Database,
  own: string,
  { other, role }: { readonly other: string; readonly role: string },
  signal: AbortSignal,
): Promise<readonly ProbeFinding[]> {
  const aim = { other, what: 'a role', name: role };
  return [
    await attempt(database, undefined, signal, { ...aim, action: 'act' }, async (transaction) => {
      await transaction.query(`SET LOCAL ROLE ${quoteIdentifier(role)}`);
      return { outcome: 'violated', detail: 'the login may act as it' };
    }),
    await attempt(database, undefined, signal, { ...aim, action: 'grant' }, async (transaction) => {
      await transaction.query(`GRANT ${quoteIdentifier(role)} TO ${quoteIdentifier(own)}`);
      return { outcome: 'violated', detail: 'membership in it could be given; it was rolled back' };
    }),
  ];
}
