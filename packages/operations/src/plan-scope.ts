import type { PlanScope } from '@akili/plan';
import type { Selection } from './selection.ts';

/** A selection as the planner takes it; undefined for everything. */
export function planScope(selection: Selection, destroy = false): PlanScope | undefined {
  const scope = {
    ...(selection.tenants.length === 0 ? {} : { tenants: selection.tenants }),
    ...(selection.products.length === 0 ? {} : { products: selection.products }),
    ...(destroy ? { destroy: true as const } : {}),
  };
  return Object.keys(scope).length === 0 ? undefined : scope;
}
