import { allowedBeyond, type Environment, type Platform, type Snapshot } from '@akili/model';
import type { TenantPlanInput } from '@akili/plan';
import type { Observed, Resource } from '@akili/resource';
import { inputDigests } from './input-digest.ts';
import type { KnownTenant } from './known-tenants.ts';
import { tenantCredentials, type ReferencesByRole } from './tenant-credentials.ts';

/** What the parts of a plan's input are put together from. */
export interface PlanParts {
  readonly snapshot: Snapshot;
  readonly platform: Platform;
  readonly environment: Environment;
  readonly tenants: readonly KnownTenant[];
  /** Sorted by address. */
  readonly desired: readonly Resource[];
  /** By slug. */
  readonly observed: ReadonlyMap<string, readonly Observed[]>;
  /** Kinds that the credentials at hand cannot see of a tenant. */
  readonly unread?: (slug: string) => ReadonlySet<string>;
}

/** Each tenant as the planner takes it. */
export function planTenants(parts: PlanParts): readonly TenantPlanInput[] {
  const { environment, platform } = parts;
  const slugs = parts.tenants.map(({ identity }) => identity.slug);
  const digests = inputDigests(parts.snapshot, slugs);
  const desired = new Map<string, Resource[]>(slugs.map((slug) => [slug, []]));
  for (const resource of parts.desired) desired.get(resource.tenant.slug)?.push(resource);
  return parts.tenants.map(({ identity, status, state, credentials, origin }) => {
    const references = tenantCredentials(environment, identity.slug, credentials);
    const unread = parts.unread?.(identity.slug);
    return {
      identity,
      status,
      inputDigest: digests.get(identity.slug) as string,
      state,
      desired: desired.get(identity.slug) ?? [],
      observed: parts.observed.get(identity.slug) ?? [],
      ...(unread === undefined || unread.size === 0 ? {} : { unread }),
      credentials: [...new Set(Object.values(references))],
      credentialsByRole: byRole(references),
      allowedCredentials: allowedBeyond(platform, identity.slug),
      ...(origin === undefined ? {} : { origin }),
    };
  });
}

/** What runs the products keeps its manifests on the objects engine, with the tenant's login there. */
function byRole(references: ReferencesByRole): { readonly [role: string]: readonly string[] } {
  const { objects } = references;
  const all = Object.fromEntries(Object.entries(references).map(([role, reference]) => [role, [reference]]));
  return objects === undefined ? all : { ...all, compute: [...(all['compute'] ?? []), objects] };
}
