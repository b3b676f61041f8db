import type { Diagnostic } from '@akili/diagnostics';
import { byAddress, platformSlug } from '@akili/resource';
import type { Address, StateRecord } from '@akili/resource';
import { buildChanges } from './build-changes.ts';
import { diffTenant, recordsOf, type TenantDifference } from './diff-tenant.ts';
import type { Change, Plan, PlannedTenant } from './document.ts';
import { gateDestructive } from './gates/destructive.ts';
import { holdBack } from './hold-back.ts';
import { order, type OrderedDraft } from './order.ts';
import { planDigest } from './plan-digest.ts';
import { plannedCredentials } from './planned-credentials.ts';
import type { PlanInput, TenantPlanInput } from './plan-input.ts';
import { proveIsolation } from './proof/prove-isolation.ts';
import { renamedTenants } from './renamed-tenants.ts';
import { canonicalScope, select, type Selection } from './scope.ts';
import { addSummaries, summarise } from './summary.ts';
import { withQueries } from './with-queries.ts';

/** A plan, and what an apply of it needs beside the document. */
export interface Planned {
  readonly plan: Plan;
  /** What the planner itself found: its part of `plan.diagnostics`, and the violations of the proof. */
  readonly findings: readonly Diagnostic[];
  /** The record of everything desired that the plan covers, for the state: unchanged or changed by this plan. */
  readonly records: ReadonlyMap<Address, StateRecord>;
  /** Addresses of the state that are neither desired nor live any more. */
  readonly gone: ReadonlySet<Address>;
}

/** Compared tenant by tenant, put in order, not yet a document. `drift` starts from the same. */
export interface Comparison {
  readonly differences: ReadonlyMap<string, TenantDifference>;
  readonly ordered: readonly OrderedDraft[];
  readonly selection: Selection;
  readonly tenants: readonly TenantPlanInput[];
}

/**
 * The plan: what has to happen so that the engines have what is declared, in the order in which it will happen.
 * Pure; the same input gives the same bytes. Errors among the findings mean that it must not be applied
 * (`refusalExitCode` says with which exit code).
 */
export function plan(input: PlanInput): Planned {
  const comparison = compareTenants(input);
  const destroy = input.scope?.destroy === true;
  const kept = destroy
    ? { ordered: comparison.ordered, diagnostics: [] }
    : holdBack(comparison.ordered, coveredTenants(comparison));
  const changes = withQueries(buildChanges(kept.ordered, input.basis), input.queries);
  const found = [
    ...[...comparison.differences.values()].flatMap(({ diagnostics }) => diagnostics),
    ...kept.diagnostics,
    ...gateDestructive(changes, input.allowDestroy),
  ];
  return finish(input, comparison, changes, found);
}

/** Compares every tenant that is covered, and the platform wherever a covered tenant leans on it. */
export function compareTenants(input: PlanInput): Comparison {
  const selection = select(input);
  const renamed = renamedTenants(input.tenants);
  const options = { types: input.types, selection, destroy: input.scope?.destroy === true, renamed };
  const tenants = input.tenants.toSorted(platformFirst);
  const differences = new Map<string, TenantDifference>();
  for (const tenant of tenants) {
    const { slug } = tenant.identity;
    if (selection.covers(slug) || tenant.desired.some(({ address }) => selection.desired.has(address)))
      differences.set(slug, diffTenant(tenant, options));
  }
  const drafts = [...differences.values()].flatMap((difference) => difference.drafts);
  return { differences, ordered: order(drafts), selection, tenants };
}

/** Makes the document of finished changes: proof, sums, digest. */
export function finish(
  input: PlanInput,
  comparison: Comparison,
  changes: readonly Change[],
  found: readonly Diagnostic[],
  alien: readonly Diagnostic[] = [],
): Planned {
  const covered = coveredTenants(comparison);
  const byTenant = new Map<string, Change[]>(covered.map(({ identity }) => [identity.slug, []]));
  for (const change of changes) byTenant.get(change.tenant)?.push(change);
  const refused = [...comparison.differences.values()].flatMap(({ violations }) => violations);
  const isolation = proveIsolation({ tenants: comparison.tenants, changes: byTenant, types: input.types }, [
    ...refused,
    ...alien,
  ]);
  const tenants = covered.map((tenant) => describeTenant(input, tenant, comparison, byTenant));
  const content = {
    formatVersion: 1 as const,
    environment: input.environment,
    basis: input.basis,
    commit: input.commit,
    scope: canonicalScope(input.scope),
    tenants,
    summary: addSummaries(tenants.map(({ summary }) => summary)),
    changes,
    isolation,
    credentials: plannedCredentials(covered, byTenant),
    diagnostics: [...input.diagnostics, ...found],
  };
  const differences = [...comparison.differences.values()];
  const touched = new Set(changes.map(({ address }) => address));
  const covers = covered
    .flatMap(({ desired }) => desired)
    .filter(({ address }) => touched.has(address) && input.scope?.destroy !== true);
  return {
    plan: { ...content, digest: planDigest(content), signature: null },
    findings: [...found, ...isolation.violations],
    records: recordsOf([...differences.flatMap(({ unchanged }) => unchanged), ...covers].toSorted(byAddress)),
    gone: new Set(differences.flatMap(({ gone }) => gone)),
  };
}

function coveredTenants({ tenants, differences }: Comparison): readonly TenantPlanInput[] {
  return tenants.filter(({ identity }) => differences.has(identity.slug));
}

function describeTenant(
  input: PlanInput,
  tenant: TenantPlanInput,
  { differences, selection }: Comparison,
  changes: ReadonlyMap<string, readonly Change[]>,
): PlannedTenant {
  const { slug, id } = tenant.identity;
  const unchanged = differences.get(slug)?.unchanged.length ?? 0;
  const whole = selection.covers(slug) && input.scope?.products === undefined;
  const before = tenant.state?.status ?? 'active';
  return {
    tenant: slug,
    tenantId: id,
    inputDigest: tenant.inputDigest,
    stateSerial: tenant.state?.serial ?? 0,
    status: whole ? statusAfter(tenant, input.scope?.destroy === true) : before,
    summary: summarise(changes.get(slug) ?? [], unchanged),
  };
}

function statusAfter(tenant: TenantPlanInput, destroy: boolean): PlannedTenant['status'] {
  if (destroy) return 'destroyed';
  if (tenant.status !== 'removed') return tenant.status;
  return tenant.state?.status === 'destroyed' ? 'destroyed' : 'archived';
}

function platformFirst(a: TenantPlanInput, b: TenantPlanInput): number {
  const [left, right] = [a.identity.slug, b.identity.slug];
  if (left === right) return 0;
  if (left === platformSlug || right === platformSlug) return left === platformSlug ? -1 : 1;
  return left < right ? -1 : 1;
}
