import { createHash } from 'node:crypto';

/** How PostgreSQL calls everybody. */
export const everybody = 'PUBLIC';

const redacted = 'another-tenant:';

/**
 * A role as a tenant's plan may name it: its own roles and people by name, everybody as PUBLIC (`null`), and a role
 * of another tenant by 12 hex digits of its name's sha256, since a plan never names another tenant.
 */
export function principal(name: string | null, own: ReadonlySet<string>): string {
  if (name === null) return everybody;
  if (own.has(name) || !name.startsWith('tenant_')) return name;
  return redacted + createHash('sha256').update(name).digest('hex').slice(0, 12);
}

/** The digits of a role that `principal` did not name; undefined for a name. */
export function redactedDigits(to: string): string | undefined {
  return to.startsWith(redacted) ? to.slice(redacted.length) : undefined;
}

/** Finds the role behind the digits. */
export const redactedRoleQuery = `SELECT rolname::text AS name FROM pg_roles
  WHERE left(encode(sha256(convert_to(rolname::text, 'UTF8')), 'hex'), 12) = $1`;
