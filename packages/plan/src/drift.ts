import { accessNotDeclared, foreignAccess, located } from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import { fingerprintOf, specDigest } from '@akili/resource';
import type { Address, Observed } from '@akili/resource';
import { buildChanges } from './build-changes.ts';
import type { Change, DriftClass } from './document.ts';
import { holdBack } from './hold-back.ts';
import { compareTenants, finish, type Comparison, type Planned } from './plan.ts';
import type { OrderedDraft } from './order.ts';
import type { PlanInput } from './plan-input.ts';

/**
 * How the live engines differ from what is declared, in the shape of a plan: every change says its class, and what
 * is foreign because it carries no mark of ours has no steps, since nothing may touch it. Foreign is also access that
 * somebody gave by hand: the declaration is the one that was applied, and the driver says that there is more access
 * than it (`Difference.foreign`). Declared access that was taken away is an ordinary change.
 * `driftExitCode` says with which code to end.
 */
export function drift(input: PlanInput): Planned {
  const comparison = compareTenants(input);
  // What a status holds back is how it is meant to be: it is not drift.
  const { ordered } = holdBack(comparison.ordered, comparison.tenants);
  const applied = appliedAsDeclared(comparison);
  const changes = buildChanges(ordered, input.basis).map((change, index): Change => ({
    ...change,
    class: classOf(change, (ordered[index] as OrderedDraft).draft.difference.foreign === true, applied),
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

function classOf({ op, address }: Change, foreign: boolean, applied: ReadonlySet<Address>): DriftClass {
  if (op === 'create') return 'missing';
  if (op === 'delete') return 'orphaned';
  return foreign && applied.has(address) ? 'foreign' : 'changed';
}

/**
 * Addresses where what is declared now is what was applied last, as the live mark or the state says: whatever differs
 * there was changed by hand. Either of the two is enough, since whoever changes access can change a mark as well.
 */
function appliedAsDeclared({ tenants }: Comparison): ReadonlySet<Address> {
  const applied = tenants.flatMap(({ desired, observed, state }) => {
    const marks = new Map(observed.map((one) => [one.address, one.mark?.digest]));
    const records = new Map((state?.resources ?? []).map((one) => [one.address, one.digest]));
    return desired.filter((one) => {
      const digest = specDigest(one);
      return marks.get(one.address) === digest || (marks.has(one.address) && records.get(one.address) === digest);
    });
  });
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
