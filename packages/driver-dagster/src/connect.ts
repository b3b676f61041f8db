import { resolve } from 'node:path';
import { FindingError } from '@akili/diagnostics';
import { loginReference, type EngineRole } from '@akili/model';
import { byAddress, EngineError, platformSlug } from '@akili/resource';
import type { DriverContext, EngineConnection, TenantIdentity } from '@akili/resource';
import type { ComputeSession } from './compute-session.ts';
import { computeSettings } from './compute-settings.ts';
import { directoryStore } from './directory-store.ts';
import { graphqlClient, type GraphqlClient } from './graphql.ts';
import { readInventory } from './inventory.ts';
import { manifestBucket } from './manifest-place.ts';
import type { ManifestStore } from './manifest-store.ts';
import { s3Store } from './s3-store.ts';

/** Opens Dagster. Nothing is asked yet: each tenant's first question carries the tenant's own token. */
export function connect(context: DriverContext): Promise<EngineConnection<ComputeSession>> {
  const settings = computeSettings(context.binding.settings);
  const { url } = settings;
  if (url === undefined)
    return Promise.reject(new EngineError('`compute` names no `url`: the address of Dagster, ending in `/graphql`.'));
  const steps = openSessions(context, url, (tenant, role) => tenantSecret(context, tenant, role));
  const reads = openSessions(context, url, (tenant, role) => secretToRead(context, tenant, role));
  const platform = openSessions(context, url, (tenant, role) => platformSecret(context, tenant, role));
  return Promise.resolve({
    async inventory(tenant, signal) {
      if (tenant.slug === platformSlug) return [];
      return (await readInventory(await reads.of(tenant), context.environment, signal)).toSorted(byAddress);
    },
    session: (tenant, credential) => (credential === 'platform' ? platform : steps).of(tenant),
    close: () => Promise.resolve([steps, reads, platform].forEach((sessions) => sessions.close())),
  });
}

type SecretOf = (tenant: TenantIdentity, role: EngineRole) => Promise<{ readonly [part: string]: string }>;

/** One session a tenant, opened once. */
function openSessions(context: DriverContext, url: string, secretOf: SecretOf) {
  const manifests = openStore(context, secretOf);
  const sessions = new Map<string, Promise<ComputeSession>>();
  const open = async (tenant: TenantIdentity): Promise<ComputeSession> => ({
    ...{ tenant, manifests, client: await openClient(context, url, tenant, secretOf) },
  });
  return {
    of(tenant: TenantIdentity): Promise<ComputeSession> {
      const session = sessions.get(tenant.slug) ?? open(tenant);
      sessions.set(tenant.slug, session);
      return session;
    },
    close: () => manifests.close(),
  };
}

async function openClient(
  context: DriverContext,
  url: string,
  tenant: TenantIdentity,
  secretOf: SecretOf,
): Promise<GraphqlClient> {
  const { auth, header, timeoutMs } = computeSettings(context.binding.settings);
  if (auth === 'none') return graphqlClient({ url, timeoutMs, header: undefined });
  const { token = '' } = await secretOf(tenant, 'compute');
  const carried = header === undefined ? (['authorization', `Bearer ${token}`] as const) : ([header, token] as const);
  return graphqlClient({ url, timeoutMs, header: carried });
}

function openStore(context: DriverContext, secretOf: SecretOf): ManifestStore {
  const { directory, timeoutMs } = computeSettings(context.binding.settings);
  // Relative to the repository: `context.directory` is `<root>/.akili/<environment>`.
  if (directory !== undefined) return directoryStore(resolve(context.directory, '..', '..', directory));
  const settings = context.environment.engines.objects?.settings ?? {};
  const text = (name: string): string | undefined => {
    const value = settings[name];
    return typeof value === 'string' ? value : undefined;
  };
  return s3Store({
    endpoint: text('endpoint'),
    region: text('region') ?? 'us-east-1',
    bucket: manifestBucket(context.environment),
    timeoutMs,
    giveToBucketOwner: settings['principals'] !== 'external',
    secretOf: (tenant) => secretOf(tenant, 'objects'),
  });
}

/** The tenant's own secret: what every step runs with. */
function tenantSecret(
  { environment, secret, credentialReference }: DriverContext,
  { slug }: TenantIdentity,
  role: EngineRole,
): Promise<{ readonly [part: string]: string }> {
  const reference = credentialReference?.(slug, role) ?? loginReference(environment, slug, role, {});
  return secret(slug, reference, undefined, role);
}

/** The platform's, for what a tenant may not do itself any more; the tenant's where the engine has none of the platform. */
function platformSecret(
  context: DriverContext,
  tenant: TenantIdentity,
  role: EngineRole,
): Promise<{ readonly [part: string]: string }> {
  const reference = context.environment.engines[role]?.credentials;
  return reference === undefined
    ? tenantSecret(context, tenant, role)
    : context.secret(platformSlug, reference, undefined, role);
}

/** To read: where a process has only the platform's secrets (`--stage platform` runs no step of this driver), those. */
async function secretToRead(
  context: DriverContext,
  tenant: TenantIdentity,
  role: EngineRole,
): Promise<{ readonly [part: string]: string }> {
  try {
    return await tenantSecret(context, tenant, role);
  } catch (error) {
    const platform = context.environment.engines[role]?.credentials;
    if (!(error instanceof FindingError) || platform === undefined) throw error;
    return await context.secret(platformSlug, platform, undefined, role).catch(() => Promise.reject(error));
  }
}
