import type { Location } from '@akili/diagnostics';
import type { ReadRepository } from '@akili/compiler';
import type { Compilation, Tenant } from '@akili/model';
import { platformId, platformSlug, type StateStore, type TenantIdentity, type TenantState } from '@akili/resource';
import type { TenantPlanInput } from '@akili/plan';

/** A tenant that the repository or the state knows, or the platform. */
export interface KnownTenant {
  readonly identity: TenantIdentity;
  readonly status: TenantPlanInput['status'];
  readonly state: TenantState | undefined;
  /** References that its manifest names, by role. */
  readonly credentials: { readonly [role: string]: string };
  readonly origin?: Location;
}

/**
 * Everybody that a plan is about: the platform, each tenant of the repository, and each that has a state but no folder
 * any more (its id is the state's); without a state, `formerly` says whose folders there were. Sorted by slug, the
 * platform first.
 */
export async function knownTenants(
  collected: ReadRepository,
  compilation: Compilation,
  store: Pick<StateStore, 'read' | 'readAll' | 'tenants'> | undefined,
  formerly: { readonly [slug: string]: string } = {},
): Promise<readonly KnownTenant[]> {
  const all = await store?.readAll?.();
  const read = async (slug: string): Promise<TenantState | undefined> =>
    all === undefined ? await store?.read(slug) : all.get(slug);
  const identity = { slug: platformSlug, id: platformId };
  const known: KnownTenant[] = [{ identity, status: 'active', state: await read(platformSlug), credentials: {} }];
  const origins = new Map(compilation.tenants.map((tenant) => [tenant.slug, tenant.origin]));
  const folders = new Map<string, Tenant>(collected.repository.tenants.map((tenant) => [tenant.slug, tenant]));
  const recorded = all === undefined ? ((await store?.tenants()) ?? []) : [...all.keys()];
  for (const slug of [...new Set([...folders.keys(), ...recorded, ...Object.keys(formerly)])].sort()) {
    if (slug === platformSlug) continue;
    const state = await read(slug);
    const tenant = folders.get(slug);
    const origin = origins.get(slug);
    if (tenant !== undefined) {
      const { id, status } = tenant;
      const credentials = tenant.namedCredentials ?? tenant.credentials;
      known.push({ identity: { slug, id }, status, state, credentials, ...(origin === undefined ? {} : { origin }) });
    } else {
      const id = state?.tenantId ?? formerly[slug];
      if (id !== undefined) known.push({ identity: { slug, id }, status: 'removed', state, credentials: {} });
    }
  }
  return known;
}
