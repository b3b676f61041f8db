import { loginReference, type Environment } from '@akili/model';
import { platformSlug } from '@akili/resource';
import { loginRoles } from './login-roles.ts';

/** References by the role of the engine that they are for. */
export type ReferencesByRole = { readonly [role: string]: string };

/**
 * Every reference that sessions of a tenant may need in an environment, by role. Orchestrators ask nobody for a login
 * unless a manifest names one: without it the compute engine has none here.
 */
export function tenantCredentials(environment: Environment, slug: string, named: ReferencesByRole): ReferencesByRole {
  return Object.fromEntries(
    loginRoles(environment).flatMap((role) => {
      const platform = environment.engines[role]?.credentials;
      if (slug === platformSlug) return platform === undefined ? [] : [[role, platform]];
      if (role === 'compute' && !Object.hasOwn(named, role)) return [];
      return [[role, loginReference(environment, slug, role, named)]];
    }),
  );
}
