import { foreignAccess } from '@akili/diagnostics';
import { fingerprintOf } from '@akili/resource';
import type { Observed } from '@akili/resource';
import { buildChanges } from './build-changes.ts';
import type { Change, DriftClass } from './document.ts';
import { holdBack } from './hold-back.ts';
import { located } from './located.ts';
import { compareTenants, finish, type Planned } from './plan.ts';
import type { PlanInput } from './plan-input.ts';

/**
 * How the live engines differ from what is declared, in the shape of a plan: every change says its class, and what
 * is foreign (nobody declared it, nobody marked it) has no steps, since nothing may touch it. `driftExitCode` says
 * with which code to end.
 */
export function drift(input: PlanInput): Planned {
  const comparison = compareTenants(input);
  // What a status holds back is how it is meant to be: it is not drift.
  const { ordered } = holdBack(comparison.ordered, comparison.tenants);
  const changes = buildChanges(ordered, input.basis).map((change): Change => ({ ...change, class: classOf(change) }));
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
  return finish(
    input,
    comparison,
    all,
    found,
    foreign.map(({ violation }) => violation),
  );
}

function classOf(change: Change): DriftClass {
  if (change.op === 'create') return 'missing';
  return change.op === 'delete' ? 'orphaned' : 'changed';
}

function foreignChange(tenant: string, observed: Observed): Change {
  return {
    address: observed.address,
    tenant,
    op: 'delete',
    reason: 'nobody declared it and it carries no mark',
    risk: 'security',
    before: observed.value,
    after: null,
    fingerprint: fingerprintOf(observed),
    steps: [],
    class: 'foreign',
  };
}
