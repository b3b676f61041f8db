import type { Location } from '@akili/diagnostics';
import { secretAddress, type LoginCredential, type Resource, type TenantIdentity } from '@akili/resource';
import { loginKind, type LoginSpec } from './login-type.ts';

/** A tenant whose logins shall exist. */
export interface LoginTenant extends TenantIdentity {
  readonly origin: Location;
}

/** The logins that the environment's store shall hold: pure, from what engines are told to accept. Sorted by role. */
export function lowerLogins(
  tenants: readonly LoginTenant[],
  logins: ReadonlyMap<string, { readonly [slug: string]: LoginCredential }>,
): readonly Resource<LoginSpec>[] {
  return tenants.flatMap(({ slug, id, origin }) =>
    [...logins].flatMap(([role, bySlug]) => {
      const login = Object.hasOwn(bySlug, slug) ? bySlug[slug] : undefined;
      const address = secretAddress(slug, role);
      if (login?.generatedBy !== address) return [];
      const spec = { role, secret: login.reference };
      return [{ address, tenant: { slug, id }, kind: loginKind, name: role, spec, dependsOn: [], origin }];
    }),
  );
}
