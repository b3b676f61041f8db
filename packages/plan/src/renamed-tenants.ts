import type { TenantPlanInput } from './plan-input.ts';

/**
 * Slugs whose id is recorded under another slug too: by a state, or by a folder that was removed. A slug whose things
 * were destroyed has nothing that anybody could share any more. The slug that was there first is none of them.
 */
export function renamedTenants(tenants: readonly TenantPlanInput[]): ReadonlySet<string> {
  const holders = new Map<string, string[]>();
  for (const { identity, state, status } of tenants) {
    if ((state === undefined && status !== 'removed') || state?.status === 'destroyed') continue;
    holders.set(identity.id, [...(holders.get(identity.id) ?? []), identity.slug]);
  }
  const renamed = tenants.filter(({ identity: { id, slug } }) => holders.get(id)?.some((holder) => holder !== slug));
  return new Set(renamed.filter(({ status }) => status !== 'removed').map(({ identity }) => identity.slug));
}
