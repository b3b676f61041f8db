import {
  hasErrors,
  offlinePlan,
  planInputsMoved,
  planLiveMoved,
  planOfAnotherCommit,
  planOfAnotherEnvironment,
  planStateMoved,
  refusedPlan,
  located,
} from '@akili/diagnostics';
import type { Diagnostic } from '@akili/diagnostics';
import { canonicalJson } from '@akili/model';
import type { Change, Plan } from './document.ts';

/** What a saved plan is compared with before it is applied. */
export interface CurrentBasis {
  /** A plan made now, from the working tree and the live engines, for the same environment and `plan.scope`. */
  readonly plan: Plan;
  /** Tenants whose journal says that this very plan was applied last (`foldJournal` of `@akili/apply`). */
  readonly resumed: ReadonlySet<string>;
  /** Steps that those journals know. */
  readonly begun: ReadonlySet<string>;
  readonly done: ReadonlySet<string>;
  /** With `--strict-commit`. */
  readonly strictCommit: boolean;
}

/**
 * Says why a saved plan must not be applied now; empty when it may. Nothing is trusted that the file says of itself:
 * every change has to be, byte for byte, what would be planned now, so a forged request is refused like a stale one.
 * Addresses that this plan has begun to change are left out of the comparison; the journal answers for them.
 */
export function verifyFresh(plan: Plan, current: CurrentBasis): readonly Diagnostic[] {
  const blocking = [...unfit(plan), ...otherBasis(plan, current)];
  return blocking.length > 0 ? blocking : [...movedTenants(plan, current), ...movedChanges(plan, current)];
}

function unfit(plan: Plan): readonly Diagnostic[] {
  if (plan.basis === 'offline') return [located(offlinePlan.at(undefined, {}), undefined)];
  const errors = [...plan.diagnostics, ...plan.isolation.violations].filter((one) => hasErrors([one]));
  if (errors.length === 0 && plan.isolation.holds) return [];
  const codes = [...new Set(errors.map(({ code }) => code))].sort().join(', ') || 'isolation does not hold';
  return [located(refusedPlan.at(undefined, { codes }), undefined)];
}

function otherBasis(plan: Plan, { plan: now, strictCommit }: CurrentBasis): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (plan.environment !== now.environment) {
    const params = { planned: plan.environment, now: now.environment };
    found.push(located(planOfAnotherEnvironment.at(undefined, params), undefined));
  }
  if (strictCommit && plan.commit !== now.commit) {
    const params = { planned: plan.commit ?? 'none', now: now.commit ?? 'none' };
    found.push(located(planOfAnotherCommit.at(undefined, params), undefined));
  }
  return found;
}

function movedTenants(plan: Plan, { plan: now, resumed }: CurrentBasis): readonly Diagnostic[] {
  const current = new Map(now.tenants.map((tenant) => [tenant.tenant, tenant]));
  return plan.tenants.flatMap((planned) => {
    const { tenant } = planned;
    const other = current.get(tenant);
    const sameInputs =
      other?.inputDigest === planned.inputDigest &&
      other.tenantId === planned.tenantId &&
      other.status === planned.status;
    if (!sameInputs) return [located(planInputsMoved.at(undefined, { tenant }, { tenant }), undefined)];
    // What moved the state of a resumed tenant was this plan itself.
    if (other.stateSerial === planned.stateSerial || resumed.has(tenant)) return [];
    const params = { tenant, planned: planned.stateSerial, now: other.stateSerial };
    return [located(planStateMoved.at(undefined, params, { tenant }), undefined)];
  });
}

function movedChanges(plan: Plan, { plan: now, begun, done }: CurrentBasis): readonly Diagnostic[] {
  const current = new Map(now.changes.map((change) => [change.address, change]));
  const found: Diagnostic[] = [];
  const say = (change: Change, how: string): void => {
    const { address, tenant, product, origin } = change;
    found.push(located(planLiveMoved.at(undefined, { address, how }, { tenant, product }), origin));
  };
  for (const change of plan.changes) {
    const other = current.get(change.address);
    current.delete(change.address);
    const same = other !== undefined && sameChange(change, other, begun.size === 0);
    if (change.steps.some(({ id }) => begun.has(id))) {
      // Once applied nothing is left to do there, so somebody was at it since.
      if (other !== undefined && change.steps.every(({ id }) => done.has(id)))
        say(change, same ? 'what this plan applied was undone' : 'it was changed since this plan applied it');
    } else if (other === undefined) say(change, 'nothing has to be done there any more');
    else if (other.fingerprint !== change.fingerprint) say(change, 'it was changed on the engine');
    else if (!same) say(change, 'other steps would be planned for it now');
  }
  for (const change of current.values())
    if (!hasBegun(change, begun)) say(change, 'it needs a change that the plan does not have');
  return found;
}

const hasBegun = (change: Change, begun: ReadonlySet<string>): boolean => change.steps.some(({ id }) => begun.has(id));

/**
 * Edges of a resumed plan are left out: they shrink when what they lead to is applied already. So is what the change of
 * a query means: it is for people, nothing is done by it, and only a plan that names a base knows it.
 */
function sameChange(a: Change, b: Change, withEdges: boolean): boolean {
  const bare = ({ query: _query, ...change }: Change) =>
    withEdges ? change : { ...change, steps: change.steps.map(({ after: _after, ...step }) => step) };
  return canonicalJson(bare(a)) === canonicalJson(bare(b));
}
