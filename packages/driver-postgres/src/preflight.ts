import type { Database } from '@akili/client-postgres';
import { EngineError } from '@akili/resource';

/**
 * What the platform's login needs: to make and grant roles, and to make schemas in the database. PostgreSQL 16 and later
 * let CREATEROLE change only the roles that it made itself or was made an administrator of; both have made them here.
 */
export async function checkPlatformLogin(database: Database): Promise<void> {
  const [login] = await database.transaction(
    undefined,
    (transaction) =>
      transaction.query<{ name: string; roles: boolean; schemas: boolean; database: string }>(
        `SELECT rolname AS name, rolsuper OR rolcreaterole AS roles, current_database() AS database,
           has_database_privilege(current_database(), 'CREATE') AS schemas
         FROM pg_roles WHERE rolname = current_user`,
      ),
    { readOnly: true },
  );
  const lacks = [
    ...(login?.roles === true ? [] : ['CREATEROLE, to make the roles of tenants']),
    ...(login?.schemas === true ? [] : [`CREATE on the database ${login?.database}, to make schemas`]),
  ];
  if (lacks.length > 0) throw new EngineError(`the platform's login lacks ${lacks.join(' and ')}`);
}

/** What a tenant's login needs, and must not have: it acts as its owner, and as nobody whom row security does not bind. */
export async function checkTenantLogin(database: Database, username: string, owner: string): Promise<void> {
  const [login] = await database.transaction(
    undefined,
    (transaction) =>
      transaction.query<{ member: boolean; bypass: boolean }>(
        `SELECT coalesce((SELECT pg_has_role(current_user, o.oid, 'MEMBER') FROM pg_roles o WHERE o.rolname = $1), false)
             AS member, rolsuper OR rolbypassrls AS bypass
         FROM pg_roles WHERE rolname = current_user`,
        [owner],
      ),
    { readOnly: true },
  );
  if (login?.bypass === true)
    throw new EngineError(`the login ${username} passes row security by: it must be neither superuser nor BYPASSRLS`);
  if (login?.member !== true)
    throw new EngineError(
      `the login ${username} may not act as ${owner}: the platform's stage has to be applied first`,
    );
}
