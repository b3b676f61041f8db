import { tenantArchived, tenantFolderRemoved, tenantSuspended, located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import type { Address } from '@akili/resource';
import type { ChangeDraft } from './change-draft.ts';
import type { OrderedDraft } from './order.ts';
import type { TenantPlanInput } from './plan-input.ts';

export interface HeldBack {
  readonly ordered: readonly OrderedDraft[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What the status of a tenant holds back. A suspended one gets nothing new and no changed product, an archived one
 * nothing but less access, a removed one stays as it is: drivers lower less access for the first two, and taking access
 * away is carried out. What needs something held back is held back too. `ordered` has dependencies first, so one pass
 * finds it.
 */
export function holdBack(ordered: readonly OrderedDraft[], tenants: readonly TenantPlanInput[]): HeldBack {
  const status = new Map(tenants.map((tenant) => [tenant.identity.slug, tenant.status]));
  const held = new Set<Address>();
  const count = new Map<string, number>();
  const kept = ordered.filter(({ draft, after }) => {
    const { slug } = draft.tenant;
    const state = status.get(slug);
    if (state === 'active' || state === undefined) return true;
    const waits = after.some((address) => held.has(address));
    if (!waits && isCarriedOut(state, draft)) return true;
    held.add(draft.address);
    count.set(slug, (count.get(slug) ?? 0) + 1);
    return false;
  });
  return { ordered: kept, diagnostics: tenants.flatMap((tenant) => say(tenant, count.get(tenant.identity.slug) ?? 0)) };
}

/** Steps of the risk `security` alone change who may do what, and no data. */
function isCarriedOut(status: TenantPlanInput['status'], { difference, product }: ChangeDraft): boolean {
  if (difference.op === 'create' || status === 'removed') return false;
  const isAccess = difference.steps.every(({ risk }) => risk === 'security');
  return isAccess || (status === 'suspended' && difference.op === 'update' && product === undefined);
}

function say(tenant: TenantPlanInput, heldBack: number): readonly Diagnostic[] {
  const { slug } = tenant.identity;
  if (tenant.status === 'removed') {
    if (tenant.state?.status === 'archived' || tenant.state?.status === 'destroyed') return [];
    const resources = tenant.observed.filter(({ mark }) => mark?.tenantId === tenant.identity.id).length;
    return [located(tenantFolderRemoved.at(undefined, { tenant: slug, resources }, { tenant: slug }), tenant.origin)];
  }
  if (heldBack === 0) return [];
  const definition = tenant.status === 'suspended' ? tenantSuspended : tenantArchived;
  return [located(definition.at(undefined, { tenant: slug, heldBack }, { tenant: slug }), tenant.origin)];
}
