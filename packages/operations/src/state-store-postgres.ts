import {
  EngineError,
  platformId,
  platformSlug,
  type DriverContext,
  type StateStore,
  type TenantIdentity,
} from '@akili/resource';
import type { Environment } from '@akili/model';
import { PostgresStore } from '@akili/store';
import { environmentDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';
import { stateEngine } from './state-engine.ts';
import { reachedByPlatform, type StateStoreLogins } from './state-store.ts';
import { tenantCredentials } from './tenant-credentials.ts';

/** State in the database of the lookup engine, with sessions of its own. */
export async function openPostgresStore(
  environment: Environment,
  logins: StateStoreLogins,
  host: OperationHost,
): Promise<StateStore> {
  const binding = stateEngine(environment, 'lookup', 'postgres');
  const platform = await reachedByPlatform(logins, binding.credentials, 'lookup');
  const tenants = new Map<string, TenantIdentity>(logins.tenants.map(({ slug, id }) => [slug, { slug, id }]));
  const references = new Map(
    logins.tenants.map(({ slug, credentials, namedCredentials = credentials }) => [
      slug,
      tenantCredentials(environment, slug, namedCredentials),
    ]),
  );
  const { postgresDriver } = await import('@akili/driver-postgres');
  const context: DriverContext = {
    environment,
    binding,
    directory: environmentDirectory(host.root, environment.name),
    secret: (tenant, reference, version, role = 'lookup') => logins.secrets.reveal(tenant, reference, role, version),
    credentialReference: (tenant, role = 'lookup') => references.get(tenant)?.[role],
    tenants: [...tenants.values()],
  };
  const connection = await postgresDriver().connect(context);
  const known = [...tenants.keys()];
  return new PostgresStore({
    environment: environment.name,
    platform,
    known,
    session: async (slug) => {
      if (platform) return await connection.session({ slug: platformSlug, id: platformId }, 'platform');
      // Any tenant's login reads the platform's rows, and finds none of a tenant that this is not about.
      const identity = tenants.get(slug) ?? tenants.get(known[0] ?? slug);
      if (identity === undefined) throw new EngineError(`no login at hand reaches the state of ${slug}`);
      return await connection.session(identity, 'tenant');
    },
    close: () => connection.close(),
  });
}
