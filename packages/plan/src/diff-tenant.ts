import {
  markOfAnotherTenant,
  noStepLeadsThere,
  platformStageFirst,
  slugChanged,
  stateOfAnotherTenant,
  unmarkedInSpace,
  unmarkedThing,
  located,
} from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import { byAddress, recordOf, specDigest } from '@akili/resource';
import type { Address, Difference, Observed, Resource, ResourceType, StateRecord } from '@akili/resource';
import type { ChangeDraft } from './change-draft.ts';
import type { TenantPlanInput } from './plan-input.ts';
import type { Selection } from './scope.ts';

/** One tenant compared with its engines. */
export interface TenantDifference {
  readonly drafts: readonly ChangeDraft[];
  /** Desired, selected, and live exactly so. */
  readonly unchanged: readonly Resource[];
  /** In the state, but neither desired nor live any more. */
  readonly gone: readonly Address[];
  /** Live and not marked, desired or not: nobody's to change. Sorted. */
  readonly unmarked: readonly Observed[];
  readonly diagnostics: readonly Diagnostic[];
  /** Somebody else's id under this slug: nothing of the tenant is planned, or nothing at the address. */
  readonly violations: readonly Diagnostic[];
}

export interface DiffOptions {
  readonly types: ReadonlyMap<string, ResourceType>;
  readonly selection: Selection;
  readonly destroy: boolean;
  /** Slugs whose id is recorded under another slug. */
  readonly renamed: ReadonlySet<string>;
}

/** Compares what is desired with what is live. What carries another id is never compared, only refused. */
export function diffTenant(tenant: TenantPlanInput, options: DiffOptions): TenantDifference {
  const { identity, origin } = tenant;
  const subject = { tenant: identity.slug };
  const nothing = { drafts: [], unchanged: [], gone: [], unmarked: [], diagnostics: [], violations: [] };
  if (tenant.state !== undefined && tenant.state.tenantId !== identity.id) {
    const finding = stateOfAnotherTenant.at(undefined, { tenant: identity.slug, id: identity.id }, subject);
    return { ...nothing, violations: [located(finding, origin)] };
  }
  if (options.renamed.has(identity.slug)) {
    const finding = slugChanged.at(undefined, { tenant: identity.slug, id: identity.id }, subject);
    return { ...nothing, violations: [located(finding, origin)] };
  }
  const unread = tenant.unread ?? new Set<string>();
  const live = new Map(tenant.observed.map((observed) => [observed.address, observed]));
  const desired = new Map(tenant.desired.map((resource) => [resource.address, resource]));
  if (desired.size < tenant.desired.length) throw new Error(`a resource of ${identity.slug} is desired twice`);
  const records = new Map((tenant.state?.resources ?? []).map((record) => [record.address, record]));
  const violations: Diagnostic[] = [];
  for (const observed of tenant.observed) {
    if (observed.mark === undefined || observed.mark.tenantId === identity.id) continue;
    const finding = markOfAnotherTenant.at(undefined, { address: observed.address, id: identity.id }, subject);
    violations.push(located(finding, desired.get(observed.address)?.origin ?? origin));
    live.delete(observed.address);
    desired.delete(observed.address);
  }
  const wanted = options.destroy
    ? { drafts: [], unchanged: [], diagnostics: [] }
    : diffDesired(desired, live, records, { ...options, unread });
  const unmarked = [...live.values()].filter(({ mark }) => mark === undefined).toSorted(byAddress);
  const undeclared = unmarked.filter(({ address }) => !desired.has(address));
  return {
    drafts: [...wanted.drafts, ...diffUndesired(tenant, desired, live, records, options)],
    unchanged: wanted.unchanged,
    gone: [...records.values()]
      .filter(
        ({ address, kind }) => !live.has(address) && !unread.has(kind) && (options.destroy || !desired.has(address)),
      )
      .map(({ address }) => address),
    unmarked,
    diagnostics: [...wanted.diagnostics, ...warnOf(undeclared, tenant)],
    violations,
  };
}

function diffDesired(
  desired: ReadonlyMap<Address, Resource>,
  live: ReadonlyMap<Address, Observed>,
  records: ReadonlyMap<Address, StateRecord>,
  options: DiffOptions & Pick<Required<TenantPlanInput>, 'unread'>,
): Pick<TenantDifference, 'drafts' | 'unchanged' | 'diagnostics'> {
  const { types, selection } = options;
  const drafts: ChangeDraft[] = [];
  const unchanged: Resource[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const resource of desired.values()) {
    const { address, tenant, product, origin } = resource;
    if (!selection.desired.has(address)) continue;
    const type = typeOf(types, resource.kind);
    if (options.unread.has(resource.kind)) {
      const blind = type.diff(resource, undefined);
      if (records.get(address)?.digest === specDigest(resource)) unchanged.push(resource);
      // What a tenant makes without seeing it is made anew: its steps may be run twice.
      else if (blind?.steps.every(({ credential }) => credential === 'tenant') === true)
        drafts.push(draftOf(resource, blind, undefined, type.rank, records));
      else
        diagnostics.push(
          located(platformStageFirst.at(undefined, { address }, { tenant: tenant.slug, product }), origin),
        );
      continue;
    }
    const observed = live.get(address);
    if (observed !== undefined && observed.mark === undefined) {
      if (type.adopts?.(resource, observed) === true) {
        unchanged.push(resource);
        continue;
      }
      const finding = unmarkedThing.at(undefined, { address }, { tenant: tenant.slug, product });
      diagnostics.push(located(finding, origin));
      continue;
    }
    const difference = type.diff(resource, observed);
    if (difference === undefined) unchanged.push(resource);
    else if (difference.steps.length === 0) {
      const params = { address, reason: difference.reason };
      diagnostics.push(located(noStepLeadsThere.at(undefined, params, { tenant: tenant.slug, product }), origin));
    } else drafts.push(draftOf(resource, difference, observed, type.rank, records));
  }
  return { drafts, unchanged, diagnostics };
}

function draftOf(
  { address, tenant, product, origin, dependsOn }: Resource,
  difference: Difference,
  observed: Observed | undefined,
  rank: number,
  records: ReadonlyMap<Address, StateRecord>,
): ChangeDraft {
  const dependedOn = records.get(address)?.dependsOn ?? [];
  return { address, tenant, difference, observed, product, origin, rank, dependsOn, dependedOn };
}

function diffUndesired(
  tenant: TenantPlanInput,
  desired: ReadonlyMap<Address, Resource>,
  live: ReadonlyMap<Address, Observed>,
  records: ReadonlyMap<Address, StateRecord>,
  { types, selection, destroy }: DiffOptions,
): readonly ChangeDraft[] {
  const drafts: ChangeDraft[] = [];
  for (const observed of live.values()) {
    const { address } = observed;
    const resource = desired.get(address);
    const record = records.get(address);
    const product = resource?.product ?? record?.product;
    const mayGo =
      resource === undefined
        ? selection.mayDelete(tenant.identity.slug, product)
        : destroy && selection.desired.has(address);
    if (!mayGo || observed.mark === undefined) continue;
    const type = typeOf(types, observed.kind);
    const difference = type.diff(undefined, observed);
    if (difference === undefined) continue;
    const dependedOn = record?.dependsOn ?? resource?.dependsOn ?? [];
    const origin = resource?.origin ?? tenant.origin;
    drafts.push({
      ...{ address, tenant: tenant.identity, difference, observed, product, origin },
      ...{ rank: type.rank, dependsOn: [], dependedOn },
    });
  }
  return drafts;
}

function typeOf(types: ReadonlyMap<string, ResourceType>, kind: string): ResourceType {
  const type = types.get(kind);
  if (type === undefined) throw new Error(`no driver of this environment knows the kind ${kind}`);
  return type;
}

function warnOf(undeclared: readonly Observed[], { identity, origin }: TenantPlanInput): readonly Diagnostic[] {
  const [first] = undeclared;
  if (first === undefined) return [];
  const params = { tenant: identity.slug, count: undeclared.length, first: first.address };
  return [located(unmarkedInSpace.at(undefined, params, { tenant: identity.slug }), origin)];
}

/** State records of resources that are live exactly as desired. */
export function recordsOf(resources: Iterable<Resource>): ReadonlyMap<Address, StateRecord> {
  return new Map([...resources].map((resource) => [resource.address, recordOf(resource)]));
}
