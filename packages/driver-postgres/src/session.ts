import { quoteIdentifier, type Database, type Transaction } from '@akili/client-postgres';
import { EngineError, type DriverContext } from '@akili/resource';

/** A tenant's way to the engine with one credential. */
export interface LookupSession {
  readonly database: Database;
  /** The role that its transactions act as: the tenant's owner, or undefined for the platform's own login. */
  readonly role: string | undefined;
  /** A version of a tenant's secret; where there are no logins, nobody asks. */
  readonly secret: DriverContext['secret'];
}

/** A statement that writes a table anew takes its time; a lock that is not to be had is tried again by the apply. */
export async function change(
  session: LookupSession,
  signal: AbortSignal,
  body: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  await session.database.transaction(session.role, body, { signal, statementTimeoutMs: 600_000, lockTimeoutMs: 5_000 });
}

/**
 * Does the platform's work inside a schema as its owner. A platform login that is no superuser must be a member of
 * the owner to do so; the membership lasts as long as the transaction, since the tenant's role is the tenant's.
 */
export async function asOwner(transaction: Transaction, owner: string, body: () => Promise<unknown>): Promise<void> {
  const [login] = await transaction.query<{ super: boolean; member: boolean }>(
    `SELECT rolsuper AS super, pg_has_role(current_user, $1::name, 'USAGE') AS member
     FROM pg_roles WHERE rolname = current_user`,
    [owner],
  );
  if (login === undefined) throw new EngineError('the platform login is gone');
  const lend = !login.super && !login.member;
  if (lend) await transaction.query(`GRANT ${quoteIdentifier(owner)} TO CURRENT_USER`);
  await body();
  if (lend) await transaction.query(`REVOKE ${quoteIdentifier(owner)} FROM CURRENT_USER`);
}

/** What a tenant's login does as its owner, done by the platform where the tenant cannot log in. */
export async function changeAs(
  session: LookupSession,
  owner: string | undefined,
  signal: AbortSignal,
  body: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  if (owner === undefined) return await change(session, signal, body);
  await change(session, signal, (transaction) =>
    asOwner(transaction, owner, async () => {
      await transaction.query(`SET LOCAL ROLE ${quoteIdentifier(owner)}`);
      await body(transaction);
      await transaction.query('RESET ROLE');
    }),
  );
}
