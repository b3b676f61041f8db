import { engineRoles, type EngineRole, type Environment } from '@akili/model';

/** Drivers of engines that are files on this machine: there is nobody to log in as. */
const withoutLogins: ReadonlySet<string> = new Set(['local', 'duckdb']);

/** Roles whose engines tenants log in to, in an environment. Embedded engines have no logins. */
export function loginRoles({ embedded, engines }: Environment): readonly EngineRole[] {
  if (embedded) return [];
  return engineRoles.filter((role) => {
    const binding = engines[role];
    return binding !== undefined && !withoutLogins.has(binding.driver);
  });
}
