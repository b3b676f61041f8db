import { digestOf, type Json } from '@akili/model';
import type { Plan } from '@akili/plan';

/**
 * What of the steps counts. `full`: everything that is done, with its request. `outline`: addresses, operations and risks,
 * for a plan that was made without the engines, or shown without what was read from them.
 */
export type ReviewBasis = 'full' | 'outline';

/** Digests of what a tenant's part of a plan does, a stage each; empty where that stage does nothing. */
export interface StepDigests {
  readonly platform: string;
  readonly tenant: string;
}

/**
 * Digests of the steps of a plan by tenant, apart by stage: once the platform's steps are applied, those of the tenants
 * are what they were. Two plans with equal digests do the same.
 */
export function stepDigests(plan: Plan, basis: ReviewBasis): ReadonlyMap<string, StepDigests> {
  const byTenant = new Map<string, { platform: Json[]; tenant: Json[] }>();
  for (const { tenant, steps } of plan.changes) {
    const own = byTenant.get(tenant) ?? { platform: [], tenant: [] };
    byTenant.set(tenant, own);
    for (const { address, op, risk, summary, request, credential } of steps)
      own[credential].push(basis === 'full' ? { address, op, risk, summary, request } : { address, op, risk });
  }
  return new Map(
    [...byTenant].map(([tenant, { platform, tenant: own }]) => [
      tenant,
      { platform: shortDigest(platform), tenant: shortDigest(own) },
    ]),
  );
}

/** 96 bits: what a person would have to collide with is a text that others review. */
function shortDigest(steps: readonly Json[]): string {
  if (steps.length === 0) return '';
  const sorted = steps.map((step) => digestOf(step)).sort();
  // Two hyphens in a row would end the hidden line.
  return Buffer.from(digestOf(sorted).replace(/^sha256:/, ''), 'hex')
    .subarray(0, 12)
    .toString('base64url')
    .replaceAll('-', '.');
}
