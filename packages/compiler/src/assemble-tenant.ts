import type { Location } from '@akili/diagnostics';
import type { CompiledTenant, Tenant } from '@akili/model';

/** A tenant for the compilation. */
export function assembleTenant(tenant: Tenant, origin: Location): CompiledTenant {
  const { slug, id, displayName, status, teams, quotas, credentials } = tenant;
  return { slug, id, displayName, status, teams: teams.toSorted(), quotas, credentials, origin };
}
