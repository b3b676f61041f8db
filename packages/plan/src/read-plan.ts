import { planDigestMismatch, unknownPlanVersion, unreadablePlan } from '@akili/diagnostics';
import type { Finding, Outcome } from '@akili/diagnostics';
import type { Json } from '@akili/model';
import type { Plan } from './document.ts';
import { hasDuplicateKey } from './duplicate-key.ts';
import { planDigest } from './plan-digest.ts';
import { senseProblem } from './plan-sense.ts';
import { planShape } from './plan-shape.ts';

/** Deeper than anything a resource type writes, and shallow enough to be walked without running out of stack. */
const deepest = 100;

/**
 * Reads a plan document that may have been written by anybody: JSON, version, strict shape, sense, digest. It does
 * not say that the plan may be applied: that is `verifyFresh`.
 */
export function readPlan(text: string): Outcome<Plan> {
  const refuse = (finding: Finding): Outcome<Plan> => ({ value: undefined, findings: [finding] });
  const tooDeep = { at: '', problem: `it is nested deeper than ${deepest} levels` };
  if (depthOf(text) > deepest) return refuse(unreadablePlan.at(undefined, tooDeep));
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return refuse(unreadablePlan.at(undefined, { at: '', problem: 'it is not JSON' }));
  }
  // Another reader might take the first of two, and what was reviewed would not be what is carried out.
  if (hasDuplicateKey(text))
    return refuse(unreadablePlan.at(undefined, { at: '', problem: 'an object has a key twice' }));
  const version = versionOf(value);
  if (version !== undefined && version !== '1') return refuse(unknownPlanVersion.at(undefined, { version }));
  const misshapen = planShape(value, '');
  if (misshapen)
    return refuse(unreadablePlan.at(undefined, { at: misshapen.at, problem: `a member ${misshapen.problem}` }));
  const plan = value as unknown as Plan;
  const senseless = senseProblem(plan);
  if (senseless)
    return refuse(unreadablePlan.at(undefined, { at: senseless.at, problem: `a member ${senseless.problem}` }));
  if (planDigest(plan) !== plan.digest) return refuse(planDigestMismatch.at(undefined, {}));
  return { value: plan, findings: [] };
}

function versionOf(value: Json): string | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const version = (value as { readonly [key: string]: Json }).formatVersion;
  return typeof version === 'number' || typeof version === 'string' ? String(version).slice(0, 20) : undefined;
}

/** How deep brackets nest, outside of strings. One pass over the text, before a recursive reader sees it. */
function depthOf(text: string): number {
  let depth = 0;
  let max = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === 92) index += 1;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 91 || code === 123) max = Math.max(max, (depth += 1));
    else if (code === 93 || code === 125) depth -= 1;
  }
  return max;
}
