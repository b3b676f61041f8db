import type { Location } from '@akili/diagnostics';
import type { CompiledConnection, CompiledTenant, Connection, Tenant } from '@akili/model';

/** A tenant for the compilation. */
export function assembleTenant(tenant: Tenant, origin: Location): CompiledTenant {
  const { slug, id, displayName, status, teams, quotas, credentials } = tenant;
  const connections = tenant.connections.map(assembleConnection).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...{ slug, id, displayName, status, teams: teams.toSorted(), quotas, credentials },
    ...(connections.length === 0 ? {} : { connections }),
    origin,
  };
}

function assembleConnection({ name, connectorType, config, credentials }: Connection): CompiledConnection {
  return { name, connectorType, config, ...(credentials === undefined ? {} : { credentials }) };
}
