import type { Product } from '@akili/model';
import type { CompileOptions } from './compile-options.ts';
import type { TenantIndex } from './tenant-index.ts';

/** The products of a tenant that were asked for, and everything that they read, however far up. */
export function chosenProducts(index: TenantIndex, options: CompileOptions): ReadonlySet<Product> {
  const all = index.tenant.products;
  if (options.products === undefined) return new Set(all);
  const names = new Set(options.products);
  const chosen = new Set<Product>();
  const waiting = all.filter((product) => names.has(product.name));
  for (let product = waiting.pop(); product !== undefined; product = waiting.pop()) {
    if (chosen.has(product)) continue;
    chosen.add(product);
    waiting.push(...index.dependencies(product).map((one) => one.product));
  }
  return chosen;
}
