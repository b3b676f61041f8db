import { canonicalJson } from '@akili/model';
import type { Plan } from './document.ts';

/** The bytes of a plan file: canonical JSON and a line end. `readPlan` reads them back unchanged. */
export function writePlan(plan: Plan): string {
  return `${canonicalJson(plan)}\n`;
}
