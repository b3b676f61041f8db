import { readAddress } from '@akili/resource';
import type { Plan } from './document.ts';
import type { Problem } from './shape.ts';

/**
 * What a shape cannot say of a plan: addresses belong to listed tenants and occur once, steps are numbered under
 * their change's address, and wait only for steps that stand before them (so there is no circle).
 */
export function senseProblem(plan: Plan): Problem {
  const tenants = new Set(plan.tenants.map(({ tenant }) => tenant));
  if (tenants.size < plan.tenants.length) return { at: 'tenants', problem: 'lists a tenant twice' };
  const addresses = new Set<string>();
  const steps = new Set<string>();
  for (const [index, change] of plan.changes.entries()) {
    const at = `changes.${index}`;
    const address = readAddress(change.address);
    if (address === undefined) return { at: `${at}.address`, problem: 'is not an address' };
    if (address.tenant !== change.tenant || !tenants.has(change.tenant))
      return { at: `${at}.tenant`, problem: 'is not a tenant of the plan' };
    if (addresses.has(change.address)) return { at: `${at}.address`, problem: 'occurs twice' };
    addresses.add(change.address);
    for (const [number, step] of change.steps.entries()) {
      const where = `${at}.steps.${number}`;
      if (step.id !== `${change.address}#${number + 1}`) return { at: `${where}.id`, problem: 'is not its number' };
      if (step.address !== change.address) return { at: `${where}.address`, problem: 'is not that of its change' };
      if (step.op !== change.op) return { at: `${where}.op`, problem: 'is not that of its change' };
      if (step.after.some((id) => !steps.has(id)))
        return { at: `${where}.after`, problem: 'names a step that does not stand before it' };
      steps.add(step.id);
    }
  }
  return undefined;
}
