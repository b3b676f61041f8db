import type { Change } from '@akili/plan';
import type { Op, Risk } from '@akili/resource';
import { jsonDifference } from '../json-difference.ts';
import { withoutNames } from './without-names.ts';
import type { ChangedProduct, CommentOptions, ProductEdge, PullRequestPlan, QuotaChange } from './pull-request.ts';

/** A change as the comment shows it. */
export interface ShownChange {
  readonly op: Op;
  /** The address without its tenant. */
  readonly what: string;
  readonly product: string | undefined;
  readonly risk: Risk;
  readonly reason: string | undefined;
  readonly steps: readonly { readonly summary: string; readonly risk: Risk }[];
  readonly members: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
}

/** What the comment shows of one tenant: plain data, with nothing in it that another tenant's equal change lacks. */
export interface TenantView {
  readonly changes: readonly ShownChange[];
  readonly products: readonly Omit<ChangedProduct, 'tenant'>[];
  readonly reads: readonly Omit<ProductEdge, 'tenant'>[];
  readonly quotas: readonly Omit<QuotaChange, 'tenant'>[];
}

/** Tenants whose parts are the same but for their own names, with what is shown of each of them. */
export interface SameTransition {
  readonly tenants: readonly string[];
  readonly view: TenantView;
}

/** Members of a changed value that are kept to be shown. */
const membersKept = 20;

/** The tenants that change, in the plan's order; equal transitions together. */
export function transitionsOf(input: PullRequestPlan, options: CommentOptions): readonly SameTransition[] {
  const ids = new Map(input.plan.tenants.map(({ tenant, tenantId }) => [tenant, tenantId]));
  const groups = new Map<string, { tenants: string[]; own: TenantView; shared: TenantView }>();
  for (const [tenant, own] of viewsByTenant(input, options)) {
    const shared = withoutNames(own, tenant, ids.get(tenant) ?? '');
    const key = JSON.stringify(shared);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { tenants: [tenant], own, shared });
    else group.tenants.push(tenant);
  }
  return [...groups.values()].map(({ tenants, own, shared }) => ({
    tenants,
    view: tenants.length === 1 ? own : shared,
  }));
}

function viewsByTenant(input: PullRequestPlan, options: CommentOptions): ReadonlyMap<string, TenantView> {
  const views = new Map<string, { -readonly [K in keyof TenantView]: TenantView[K][number][] }>();
  const of = (tenant: string): { -readonly [K in keyof TenantView]: TenantView[K][number][] } => {
    const view = views.get(tenant) ?? { changes: [], products: [], reads: [], quotas: [] };
    views.set(tenant, view);
    return view;
  };
  for (const change of input.plan.changes) of(change.tenant).changes.push(shown(change, options));
  for (const { tenant, ...product } of input.products) of(tenant).products.push(product);
  for (const { tenant, ...quota } of input.quotas) of(tenant).quotas.push(quota);
  for (const { tenant, ...edge } of input.reads) views.get(tenant)?.reads.push(edge);
  return views;
}

function shown(change: Change, { withoutLiveValues }: CommentOptions): ShownChange {
  const updates = change.op === 'update' || change.op === 'replace';
  const members = updates && !withoutLiveValues ? jsonDifference(change.before, change.after) : [];
  return {
    op: change.op,
    what: change.address.slice(change.tenant.length + 1),
    product: change.product,
    risk: change.risk,
    reason: withoutLiveValues ? undefined : change.reason,
    steps: withoutLiveValues ? [] : change.steps.map(({ summary, risk }) => ({ summary, risk })),
    members: members
      .slice(0, membersKept)
      .map(({ path, before, after }) => ({ path, before: before ?? null, after: after ?? null })),
  };
}
