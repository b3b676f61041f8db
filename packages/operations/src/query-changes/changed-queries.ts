import { canonicalJson, type CompiledProduct } from '@akili/model';
import type { QuerySide } from './query-changes.ts';

/** Products of both repositories whose query, or what consumers see of its result, is not the same. */
export function changedQueries(
  before: QuerySide,
  after: QuerySide,
  tenants: readonly string[] | undefined,
): readonly CompiledProduct[] {
  const [old, now] = [textsOf(before), textsOf(after)];
  const known = new Map(before.products.map((product) => [`${product.tenant}/${product.name}`, product]));
  return after.products.filter((product) => {
    if (tenants !== undefined && !tenants.includes(product.tenant)) return false;
    const key = `${product.tenant}/${product.name}`;
    const other = known.get(key);
    if (other === undefined) return false;
    return old.get(key) !== now.get(key) || resultOf(product) !== resultOf(other);
  });
}

/** What the authors of queries wrote, by `tenant/product`. */
export function textsOf({ collected }: QuerySide): ReadonlyMap<string, string | undefined> {
  const products = collected.repository.tenants.flatMap((tenant) => tenant.products);
  return new Map(products.map(({ tenant, name, transform }) => [`${tenant}/${name}`, transform?.text]));
}

/** What a query comes to: also where only a variable or an input changed. */
function resultOf({ sql, columns, key }: CompiledProduct): string {
  const seen = columns.map(({ name, type, nullable }) => ({ name, type, nullable }));
  return canonicalJson({ sql: { ...sql }, columns: seen, key });
}
