import { accessNotDeclared, foreignAccess } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import { fingerprintOf, specDigest } from '@akili/resource';
import type { Address, Observed } from '@akili/resource';
import { buildChanges } from './build-changes.ts';
import type { Change, DriftClass } from './document.ts';
import { holdBack } from './hold-back.ts';
import { located } from './located.ts';
import { compareTenants, finish, type Comparison, type Planned } from './plan.ts';
import type { PlanInput } from './plan-input.ts';

/**
 * How the live engines differ from what is declared, in the shape of a plan: every change says its class, and what
 * is foreign because it carries no mark of ours has no steps, since nothing may touch it. Foreign is also access that
 * was changed by hand: the declaration is the one that was applied, and yet steps of the risk `security` are needed.
 * `driftExitCode` says with which code to end.
 */
export function drift(input: PlanInput): Planned {
  const comparison = compareTenants(input);
  // What a status holds back is how it is meant to be: it is not drift.
  const { ordered } = holdBack(comparison.ordered, comparison.tenants);
  const applied = appliedAsDeclared(comparison);
  const changes = buildChanges(ordered, input.basis).map((change): Change => ({
    ...change,
    class: classOf(change, applied),
  }));
  const foreign = comparison.tenants.flatMap(({ identity: { slug }, origin }) =>
    (comparison.differences.get(slug)?.unmarked ?? []).map((observed) => ({
      change: foreignChange(slug, observed),
      violation: located(
        foreignAccess.at(undefined, { tenant: slug, address: observed.address }, { tenant: slug }),
        origin,
      ),
    })),
  );
  const found = [...comparison.differences.values()].flatMap(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === 'error'),
  );
  const all = [...changes, ...foreign.map(({ change }) => change)];
  return finish(input, comparison, all, found, [
    ...changes.flatMap(accessViolation),
    ...foreign.map(({ violation }) => violation),
  ]);
}

function classOf({ op, address, risk, steps }: Change, applied: ReadonlySet<Address>): DriftClass {
  if (op === 'create') return 'missing';
  if (op === 'delete') return 'orphaned';
  const isAccess = risk === 'security' || steps.some((step) => step.risk === 'security');
  return isAccess && applied.has(address) ? 'foreign' : 'changed';
}

/** Addresses whose live mark carries the digest of what is declared now: whatever differs there was changed by hand. */
function appliedAsDeclared({ tenants }: Comparison): ReadonlySet<Address> {
  const marks = new Map(tenants.flatMap(({ observed }) => observed.map((one) => [one.address, one.mark?.digest])));
  const desired = tenants.flatMap((tenant) => tenant.desired);
  const applied = desired.filter((one) => marks.has(one.address) && marks.get(one.address) === specDigest(one));
  return new Set(applied.map(({ address }) => address));
}

function accessViolation(change: Change): readonly Diagnostic[] {
  if (change.class !== 'foreign') return [];
  const { tenant, product, address, reason, origin } = change;
  const finding = accessNotDeclared.at(undefined, { tenant, address, reason }, { tenant, product });
  return [located(finding, origin)];
}

function foreignChange(tenant: string, observed: Observed): Change {
  return {
    address: observed.address,
    tenant,
    op: 'delete',
    reason: 'akili did not make it: it carries no ownership mark',
    risk: 'security',
    before: observed.value,
    after: null,
    fingerprint: fingerprintOf(observed),
    steps: [],
    class: 'foreign',
  };
}
