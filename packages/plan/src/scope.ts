import type { Address, Resource } from '@akili/resource';
import type { PlanScope } from './document.ts';
import type { PlanInput } from './plan-input.ts';

/** What a plan covers. */
export interface Selection {
  /** Desired resources to compare with the engines, with everything that they depend on. */
  readonly desired: ReadonlySet<Address>;
  /** True when a thing that is no longer desired may be deleted. */
  mayDelete(tenant: string, product: string | undefined): boolean;
  /** True when the tenant as a whole is chosen: it is listed, and its status is recorded. */
  covers(tenant: string): boolean;
}

/** Sorted and without what was not chosen, so that the same choice gives the same bytes. */
export function canonicalScope(scope: PlanScope = {}): PlanScope {
  return {
    ...(scope.tenants === undefined ? {} : { tenants: [...new Set(scope.tenants)].sort() }),
    ...(scope.products === undefined ? {} : { products: [...new Set(scope.products)].sort() }),
    ...(scope.destroy === undefined ? {} : { destroy: scope.destroy }),
  };
}

/** Chosen resources and what they depend on; `destroy` takes exactly what was chosen and nothing it hangs on. */
export function select(input: PlanInput): Selection {
  const scope = input.scope ?? {};
  const tenants = scope.tenants && new Set(scope.tenants);
  const products = scope.products && new Set(scope.products);
  const covers = (tenant: string): boolean => tenants === undefined || tenants.has(tenant);
  const mayDelete = (tenant: string, product: string | undefined): boolean =>
    covers(tenant) && (products === undefined || (product !== undefined && products.has(product)));
  const all = new Map<Address, Resource>();
  for (const { desired } of input.tenants) for (const resource of desired) all.set(resource.address, resource);
  const chosen = [...all.values()].filter((resource) => mayDelete(resource.tenant.slug, resource.product));
  const desired = scope.destroy ? new Set(chosen.map(({ address }) => address)) : closure(chosen, all);
  return { desired, mayDelete, covers };
}

function closure(chosen: readonly Resource[], all: ReadonlyMap<Address, Resource>): ReadonlySet<Address> {
  const reached = new Set<Address>();
  const waiting = [...chosen];
  for (let resource = waiting.pop(); resource !== undefined; resource = waiting.pop()) {
    if (reached.has(resource.address)) continue;
    reached.add(resource.address);
    for (const address of resource.dependsOn) {
      const needed = all.get(address);
      if (needed === undefined) throw new Error(`${resource.address} depends on ${address}, which nobody declares`);
      waiting.push(needed);
    }
  }
  return reached;
}
