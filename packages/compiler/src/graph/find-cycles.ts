import type { Product } from '@akili/model';
import type { Dependency, TenantIndex } from '../tenant-index.ts';
import { productGroups } from './product-groups.ts';

/** A circle of products: each step's product reads the product of the next step, the last one that of the first. */
export interface Cycle {
  readonly steps: readonly Step[];
}

interface Step {
  readonly product: Product;
  readonly reads: Dependency;
}

/** Circles told of one group of products that wait for each other: a bound for the work and for what is to read. */
export const mostCyclesAGroup = 20;

/**
 * Circles that together pass through every input by which products wait for each other, up to a bound a group. Each
 * one begins at an input that no circle before it passes through, so no two begin at the same place. Their number can
 * be exponential; those that are left out are made of the same inputs.
 */
export function findCycles(index: TenantIndex): readonly Cycle[] {
  return productGroups(index)
    .filter((group) => group.length > 1)
    .flatMap((group) => cyclesWithin(group.toSorted(byName), index))
    .sort((a, b) => byName(firstOf(a), firstOf(b)));
}

const byName = (a: Product, b: Product): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

const firstOf = (cycle: Cycle): Product => (cycle.steps[0] as Step).product;

function cyclesWithin(group: readonly Product[], index: TenantIndex): readonly Cycle[] {
  const members = new Set(group);
  const readsWithin = (product: Product): readonly Dependency[] =>
    index.dependencies(product).filter((one) => members.has(one.product));
  const passed = new Set<Dependency>();
  const cycles: Cycle[] = [];
  for (const product of group) {
    for (const reads of readsWithin(product)) {
      if (passed.has(reads)) continue;
      const steps = [{ product, reads }, ...shortestWay(reads.product, product, readsWithin)];
      for (const step of steps) passed.add(step.reads);
      cycles.push({ steps });
      if (cycles.length === mostCyclesAGroup) return cycles;
    }
  }
  return cycles;
}

/** The steps from one product of a group to another one; there is always a way. Breadth first. */
function shortestWay(
  from: Product,
  to: Product,
  readsOf: (product: Product) => readonly Dependency[],
): readonly Step[] {
  const reachedBy = new Map<Product, Step | undefined>([[from, undefined]]);
  // A map gives what is added while it is walked, in the order in which it was added.
  for (const product of reachedBy.keys()) {
    if (product === to) break;
    for (const reads of readsOf(product)) {
      if (!reachedBy.has(reads.product)) reachedBy.set(reads.product, { product, reads });
    }
  }
  const steps: Step[] = [];
  for (let step = reachedBy.get(to); step !== undefined; step = reachedBy.get(step.product)) steps.push(step);
  return steps.reverse();
}
