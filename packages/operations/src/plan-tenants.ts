import type { Environment, Platform, Snapshot } from '@akili/model';
import type { TenantPlanInput } from '@akili/plan';
import type { Observed, Resource } from '@akili/resource';
import { inputDigests } from './input-digest.ts';
import type { KnownTenant } from './known-tenants.ts';
import { tenantCredentials } from './tenant-credentials.ts';

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
}

/** Each tenant as the planner takes it. */
export function planTenants(parts: PlanParts): readonly TenantPlanInput[] {
  const { environment, platform } = parts;
  const slugs = parts.tenants.map(({ identity }) => identity.slug);
  const digests = inputDigests(parts.snapshot, slugs);
  const desired = new Map<string, Resource[]>(slugs.map((slug) => [slug, []]));
  for (const resource of parts.desired) desired.get(resource.tenant.slug)?.push(resource);
  return parts.tenants.map(({ identity, status, state, credentials, origin }) => ({
    identity,
    status,
    inputDigest: digests.get(identity.slug) as string,
    state,
    desired: desired.get(identity.slug) ?? [],
    observed: parts.observed.get(identity.slug) ?? [],
    credentials: tenantCredentials(environment, identity.slug, credentials),
    allowedCredentials: platform.allowedCredentials[identity.slug] ?? [],
    ...(origin === undefined ? {} : { origin }),
  }));
}
