import type { Diagnostic } from '@akili/diagnostics';
import { canonicalJson, type Json } from '@akili/model';
import { planDigest, type Change, type Plan, type PlannedTenant, type PlanSummary } from '@akili/plan';
import type { PullRequestPlan } from '@akili/report';
import type { Part } from './part.ts';

/**
 * The parts of a matrix as one plan: a change that two stages share is one with the steps of both, and what several jobs
 * found is told once. Undefined where no part holds a plan, or where they are of different environments.
 */
export function mergeParts(parts: readonly Part[]): PullRequestPlan | undefined {
  const planned = parts.flatMap((part) => (part.planned === undefined ? [] : [part.planned]));
  const [first] = planned;
  if (first === undefined || planned.some(({ plan }) => plan.environment !== first.plan.environment)) return undefined;
  const plans = planned.map(({ plan }) => plan);
  const changes = mergeChanges(plans);
  const tenants = mergeTenants(plans, changes);
  const statements = once(plans.flatMap(({ isolation }) => isolation.statements));
  const content: Plan = {
    ...first.plan,
    basis: plans.some(({ basis }) => basis === 'offline') ? 'offline' : 'live',
    scope: {},
    tenants,
    changes,
    summary: sumOf(tenants),
    isolation: {
      holds: plans.every(({ isolation }) => isolation.holds),
      statements,
      notProved: [...new Set(plans.flatMap(({ isolation }) => isolation.notProved))],
      violations: once(plans.flatMap(({ isolation }) => isolation.violations)),
    },
    credentials: once(plans.flatMap(({ credentials }) => credentials)),
    diagnostics: once([...plans.flatMap(({ diagnostics }) => diagnostics), ...parts.flatMap(failuresOf)]),
  };
  return {
    plan: { ...content, digest: planDigest(content) },
    products: once(planned.flatMap(({ products }) => products)),
    reads: once(planned.flatMap(({ reads }) => reads)),
    quotas: once(planned.flatMap(({ quotas }) => quotas)),
  };
}

function failuresOf({ diagnostics }: Part): readonly Diagnostic[] {
  return diagnostics;
}

function mergeChanges(plans: readonly Plan[]): readonly Change[] {
  const byAddress = new Map<string, Change>();
  for (const { changes } of plans) {
    for (const change of changes) {
      const known = byAddress.get(change.address);
      byAddress.set(change.address, known === undefined ? change : withSteps(known, change));
    }
  }
  return [...byAddress.values()];
}

/** Each stage shows its own steps of a change; where two jobs showed the same stage, once is enough. */
function withSteps(known: Change, other: Change): Change {
  const shown = new Set(known.steps.map(({ credential }) => credential));
  const steps = [...known.steps, ...other.steps.filter(({ credential }) => !shown.has(credential))];
  const severity = ['safe', 'locking', 'security', 'destructive'];
  const risk = severity.indexOf(other.risk) > severity.indexOf(known.risk) ? other.risk : known.risk;
  return { ...known, risk, steps: steps.map((step, i) => ({ ...step, id: `${known.address}#${i + 1}` })) };
}

function mergeTenants(plans: readonly Plan[], changes: readonly Change[]): readonly PlannedTenant[] {
  const merged = new Map<string, PlannedTenant>();
  for (const tenant of plans.flatMap(({ tenants }) => tenants)) {
    const known = merged.get(tenant.tenant);
    const unchanged = Math.max(known?.summary.unchanged ?? 0, tenant.summary.unchanged);
    merged.set(tenant.tenant, { ...(known ?? tenant), summary: countsOf(tenant.tenant, changes, unchanged) });
  }
  return [...merged.values()].sort((a, b) => (a.tenant < b.tenant ? -1 : 1));
}

function countsOf(slug: string, changes: readonly Change[], unchanged: number): PlanSummary {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, unchanged };
  for (const { tenant, op } of changes) if (tenant === slug) counts[op] += 1;
  return counts;
}

function sumOf(tenants: readonly PlannedTenant[]): PlanSummary {
  const sum = { create: 0, update: 0, replace: 0, delete: 0, unchanged: 0 };
  for (const { summary } of tenants)
    for (const key of Object.keys(sum) as (keyof PlanSummary)[]) sum[key] += summary[key];
  return sum;
}

function once<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [canonicalJson(item as Json), item])).values()];
}
