import type { Environment, Json, Tenant } from '@akili/model';
import type { ReadForTenants } from '../change/find-tenant.ts';
import { tenantCredentials } from '../tenant-credentials.ts';
import type { RecordedStates } from './read-states.ts';

/** A row of `tenant list`: what is declared, and apart from it what the environment has on record. */
export function tenantItem(tenant: Tenant, environment: Environment, recorded: RecordedStates) {
  const { slug, id, displayName, status } = tenant;
  return {
    slug,
    id,
    displayName,
    declared: status,
    ...liveStatus(tenant, recorded),
    environment: environment.name,
    products: tenant.products.length,
    connections: tenant.connections.length,
    file: tenant.file,
  } satisfies { readonly [key: string]: Json };
}

/** Everything there is to say of one tenant without reaching an engine. */
export function tenantDetails(
  tenant: Tenant,
  { read, environment }: ReadForTenants,
  recorded: RecordedStates,
  createdAt: string | null,
): { readonly [key: string]: Json } {
  const named = tenant.namedCredentials ?? tenant.credentials;
  const credentials = read.repository.platform.environments.flatMap((one): readonly [string, Json][] => {
    const references = tenantCredentials(one, tenant.slug, named);
    return Object.keys(references).length === 0 ? [] : [[one.name, references]];
  });
  return {
    ...tenantItem(tenant, environment, recorded),
    createdAt,
    teams: tenant.teams,
    quotas: { ...tenant.quotas } as { readonly [key: string]: Json },
    products: tenant.products.map(({ name }) => name),
    connections: tenant.connections.map(({ name }) => name),
    credentials: Object.fromEntries(credentials),
  };
}

/** `none`: nothing was applied yet. Null where the record cannot be read; `liveProblem` says why then. */
function liveStatus({ slug, id }: Tenant, { states, problem }: RecordedStates) {
  if (states === undefined) return { live: null, liveProblem: problem };
  const state = states.get(slug);
  if (state !== undefined && state.tenantId !== id)
    return { live: null, liveProblem: 'the environment knows this slug with another id' };
  return { live: state?.status ?? 'none' };
}
