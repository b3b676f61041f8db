import type { Database } from '@akili/client-postgres';

/** A privilege on something of another tenant that a role of this one has, by itself or as everybody. */
export type ReachedPrivilege = {
  readonly schema: string;
  /** Null: the schema itself. */
  readonly name: string | null;
  readonly privilege: string;
  readonly to: string;
};

/**
 * Every privilege on schemas, relations and columns of tenants but one's own, however many there are, in one query:
 * $1 is what one's own names begin with, $2 whether the session's user is the tenant's login
 * (the embedded engine's is everybody's). What the server shows of the roles includes those that they are members of.
 */
const query = `
  WITH mine AS (
    SELECT r.oid, r.rolname FROM pg_roles r WHERE EXISTS (
      SELECT FROM pg_roles o WHERE ($2 AND o.rolname = session_user OR starts_with(o.rolname::text, $1))
        AND pg_has_role(o.oid, r.oid, 'MEMBER'))
  ), theirs AS (
    SELECT oid, nspname, nspacl FROM pg_namespace
    WHERE starts_with(nspname::text, 'tenant_') AND NOT starts_with(nspname::text, $1)
  ), held AS (
    SELECT n.nspname AS schema, NULL::name AS name, n.nspacl AS acl FROM theirs n
    UNION ALL
    SELECT n.nspname, c.relname, c.relacl FROM theirs n JOIN pg_class c ON c.relnamespace = n.oid
    UNION ALL
    SELECT n.nspname, c.relname, a.attacl FROM theirs n JOIN pg_class c ON c.relnamespace = n.oid
      JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attacl IS NOT NULL
  )
  SELECT DISTINCT h.schema::text, h.name::text, item.privilege_type AS privilege,
    coalesce(m.rolname::text, 'PUBLIC') AS "to"
  FROM held h CROSS JOIN aclexplode(h.acl) item LEFT JOIN mine m ON m.oid = item.grantee
  WHERE item.grantee = 0 OR m.oid IS NOT NULL
  ORDER BY 1, 2, 3, 4`;

export async function reachedPrivileges(
  database: Database,
  ownPrefix: string,
  signal: AbortSignal,
): Promise<readonly ReachedPrivilege[]> {
  return await database.transaction(
    undefined,
    (transaction) => transaction.query<ReachedPrivilege>(query, [ownPrefix, database.features.logins]),
    { signal, readOnly: true },
  );
}
