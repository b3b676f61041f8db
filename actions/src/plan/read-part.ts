import { readPlan } from '@akili/plan';
import type { Json } from '@akili/model';
import type { PullRequestPlan } from '@akili/report';
import type { Part } from './part.ts';
import { partShape } from './part-shape.ts';

/** Deeper than any part, and shallow enough for a recursive reader. */
const deepest = 100;

/**
 * Reads a part that anybody may have written: strict shape, the plan in it as strictly as one that is to be applied, and of
 * the commit that is expected. A problem in words that quote nothing of it.
 */
export function readPart(content: string, headSha: string): Part | { readonly problem: string } {
  if (nests(content)) return { problem: `it is nested deeper than ${deepest} levels` };
  let value: Json;
  try {
    value = JSON.parse(content) as Json;
  } catch {
    return { problem: 'it is not JSON' };
  }
  const wrong = partShape(value, '');
  if (wrong !== undefined) {
    const at = /^[a-zA-Z.\d]{1,80}$/.test(wrong.at) ? ` at ${wrong.at}` : '';
    return { problem: `it has not the shape of a part${at}` };
  }
  const part = value as unknown as Omit<Part, 'planned'> & { readonly planned: PullRequestPlan | null };
  if (part.headSha !== headSha) return { problem: 'it is of another commit' };
  const { planned } = part;
  if (planned === null) return { ...part, planned: undefined };
  const { value: plan } = readPlan(JSON.stringify(planned.plan));
  if (plan === undefined) return { problem: 'the plan in it cannot be read' };
  const known = new Set(plan.tenants.map(({ tenant }) => tenant));
  const named = [...planned.products, ...planned.reads, ...planned.quotas];
  if (named.some(({ tenant }) => !known.has(tenant))) return { problem: 'it tells of a tenant that it does not plan' };
  return { ...part, planned: { ...planned, plan } };
}

/** Whether brackets nest too deep, outside of strings: one pass, before a recursive reader sees the text. */
function nests(content: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < content.length; i += 1) {
    const unit = content[i];
    if (quoted) {
      if (unit === '\\') i += 1;
      else if (unit === '"') quoted = false;
    } else if (unit === '"') quoted = true;
    else if (unit === '[' || unit === '{') {
      if ((depth += 1) > deepest) return true;
    } else if (unit === ']' || unit === '}') depth -= 1;
  }
  return false;
}
