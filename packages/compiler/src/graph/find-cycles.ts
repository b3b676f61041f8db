import type { Product } from '@akili/model';
import type { Dependency, TenantIndex } from '../tenant-index.ts';
import { productGroups } from './product-groups.ts';

/** A circle of products: each step's product reads the product of the next step, the last one that of the first. */
export interface Cycle {
  readonly steps: readonly { readonly product: Product; readonly reads: Dependency }[];
}

/** One circle of every group of products that wait for each other, beginning at its first product by name. */
export function findCycles(index: TenantIndex): readonly Cycle[] {
  return productGroups(index)
    .filter((group) => group.length > 1)
    .map((group) => cycleWithin(group, index))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

const nameOf = (cycle: Cycle): string => cycle.steps[0]?.product.name ?? '';

function cycleWithin(group: readonly Product[], index: TenantIndex): Cycle {
  const members = new Set(group);
  const walked: { product: Product; reads: Dependency }[] = [];
  const at = new Map<Product, number>();
  let product = group.reduce((first, one) => (one.name < first.name ? one : first));
  // Every member reads another member, so the walk comes back to a product that it has met.
  while (!at.has(product)) {
    const reads = index.dependencies(product).find((one) => members.has(one.product)) as Dependency;
    at.set(product, walked.length);
    walked.push({ product, reads });
    product = reads.product;
  }
  const steps = walked.slice(at.get(product));
  const first = steps.reduce(
    (least, step, i) => (step.product.name < (steps[least] as typeof step).product.name ? i : least),
    0,
  );
  return { steps: [...steps.slice(first), ...steps.slice(0, first)] };
}
