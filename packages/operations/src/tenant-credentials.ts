import { engineRoles, environmentPrefix, type Environment } from '@akili/model';
import { platformSlug } from '@akili/resource';

/**
 * Every reference that sessions of a tenant may need in an environment: what its manifest names for an engine, else the
 * convention `env:AKILI_<SLUG>__<ROLE>`. Embedded engines have no logins and need none.
 */
export function tenantCredentials(
  environment: Environment,
  slug: string,
  named: { readonly [role: string]: string },
): readonly string[] {
  if (environment.embedded) return [];
  return engineRoles.flatMap((role) => {
    const binding = environment.engines[role];
    if (binding === undefined || binding.driver === 'local' || binding.driver === 'duckdb') return [];
    if (slug === platformSlug) return binding.credentials === undefined ? [] : [binding.credentials];
    return [named[role] ?? `env:${environmentPrefix(slug)}${role.toUpperCase()}`];
  });
}
