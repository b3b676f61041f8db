import { productNotApplied, type Finding } from '@akili/diagnostics';
import { productKey } from '@akili/runner';
import type { Address, Observed, Resource } from '@akili/resource';
import { lowerAll } from '../engines.ts';
import type { Running } from './run-in-order.ts';

/** Products whose resources are not on the engines as they are declared, each with the finding that says so. */
export async function findUnapplied({ whole, open, products, host }: Running): Promise<ReadonlyMap<string, Finding>> {
  host.progress({ phase: 'reading the engines' });
  const wanted = new Set(products.map(({ tenant, name }) => productKey(tenant, name)));
  const byProduct = new Map<string, Resource[]>();
  for (const resource of lowerAll(open.engines, whole.compilation, whole.environment, await open.logins())) {
    const key = resource.product === undefined ? undefined : productKey(resource.tenant.slug, resource.product);
    if (key === undefined || !wanted.has(key)) continue;
    const known = byProduct.get(key);
    if (known === undefined) byProduct.set(key, [resource]);
    else known.push(resource);
  }
  const observed = new Map<string, ReadonlyMap<Address, Observed>>();
  const observedOf = async (tenant: Resource['tenant']): Promise<ReadonlyMap<Address, Observed>> => {
    const known = observed.get(tenant.slug);
    if (known !== undefined) return known;
    const found = new Map((await open.connections.inventory(tenant)).map((one) => [one.address, one]));
    observed.set(tenant.slug, found);
    return found;
  };
  const unapplied = new Map<string, Finding>();
  for (const [key, resources] of byProduct) {
    const pending: Resource[] = [];
    for (const resource of resources) {
      const live = (await observedOf(resource.tenant)).get(resource.address);
      if (open.engines.types.get(resource.kind)?.diff(resource, live) !== undefined) pending.push(resource);
    }
    const [first] = pending;
    if (first === undefined) continue;
    const { slug } = first.tenant;
    const product = first.product as string;
    const params = { tenant: slug, product, changes: pending.length, first: first.address };
    unapplied.set(key, productNotApplied.at(undefined, params, { tenant: slug, product }));
  }
  return unapplied;
}
