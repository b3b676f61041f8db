import type { CompiledProduct } from '@akili/model';

/** What `run` is asked for: `name`, `name+` (and what reads it), `+name` (and what it reads), each with a tenant before a slash or not. */
export interface Selector {
  readonly tenant: string | undefined;
  readonly name: string;
  readonly upstream: boolean;
  readonly downstream: boolean;
}

/** Reads a selector; undefined where the text is none. */
export function readSelector(text: string): Selector | undefined {
  const match = /^(\+?)(?:([a-z0-9-]+)\/)?([a-z0-9_]+)(\+?)$/.exec(text);
  if (match === null) return undefined;
  const [, before, tenant, name = '', after] = match;
  return { tenant, name, upstream: before === '+', downstream: after === '+' };
}

/** A product by tenant and name. */
export function productKey(tenant: string, name: string): string {
  return `${tenant}/${name}`;
}

/** The products of its own tenant that a product reads, by their keys. */
export function readsOf(product: CompiledProduct): readonly string[] {
  const names = product.inputs.flatMap((input) => (input.kind === 'product' ? (input.product ?? []) : []));
  return [...new Set(names)].map((name) => productKey(product.tenant, name));
}

/**
 * The products that were asked for, each after what it reads, tenants and names in order otherwise; all of them without
 * selectors. `unmatched` are the names that no product has.
 */
export function selectProducts(
  products: readonly CompiledProduct[],
  selectors: readonly Selector[],
): { readonly products: readonly CompiledProduct[]; readonly unmatched: readonly string[] } {
  const byKey = new Map(products.map((product) => [productKey(product.tenant, product.name), product]));
  const readers = new Map<string, string[]>();
  for (const [key, product] of byKey) {
    for (const read of readsOf(product)) readers.set(read, [...(readers.get(read) ?? []), key]);
  }
  const chosen = new Set<string>(selectors.length === 0 ? byKey.keys() : []);
  const walk = (key: string, next: (key: string) => readonly string[], seen = new Set<string>()): void => {
    if (seen.has(key) || !byKey.has(key)) return;
    seen.add(key);
    chosen.add(key);
    for (const other of next(key)) walk(other, next, seen);
  };
  const unmatched: string[] = [];
  for (const { tenant, name, upstream, downstream } of selectors) {
    const found = products.filter((product) => product.name === name && (tenant ?? product.tenant) === product.tenant);
    if (found.length === 0) unmatched.push(name);
    for (const product of found) {
      const key = productKey(product.tenant, product.name);
      chosen.add(key);
      if (upstream) walk(key, (one) => readsOf(byKey.get(one) as CompiledProduct));
      if (downstream) walk(key, (one) => readers.get(one) ?? []);
    }
  }
  const ordered: CompiledProduct[] = [];
  const done = new Set<string>();
  const place = (key: string): void => {
    const product = byKey.get(key);
    if (product === undefined || done.has(key)) return;
    done.add(key);
    // Through products that were not chosen too: what lies behind them comes first all the same.
    for (const read of [...readsOf(product)].sort()) place(read);
    if (chosen.has(key)) ordered.push(product);
  };
  for (const key of [...byKey.keys()].sort()) place(key);
  return { products: ordered, unmatched };
}
