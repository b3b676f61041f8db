import { canonicalJson, type CompiledProduct } from '@akili/model';
import type { PlannedQuery } from '@akili/plan';
import type { ChangedProduct } from '@akili/report';
import { textsOf } from '../query-changes/changed-queries.ts';
import type { QuerySide } from '../query-changes/query-changes.ts';

/** The products of which something that people read changed: the query, its result, or its checks. */
export function changedProducts(
  before: QuerySide,
  after: QuerySide,
  queries: ReadonlyMap<string, PlannedQuery>,
): readonly ChangedProduct[] {
  const [old, now] = [productsOf(before), productsOf(after)];
  const texts = [textsOf(before), textsOf(after)] as const;
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key): readonly ChangedProduct[] => {
    const [was, is] = [old.get(key), now.get(key)];
    const transform = { before: texts[0].get(key), after: texts[1].get(key) };
    if (transform.before === transform.after && shownOf(was) === shownOf(is)) return [];
    const { tenant, namespace, name } = (is ?? was) as CompiledProduct;
    return [
      {
        tenant,
        product: `${namespace}.${name}`,
        transform,
        columns: { before: was?.columns, after: is?.columns },
        checks: { before: was?.checks, after: is?.checks },
        query: queries.get(key),
      },
    ];
  });
}

function productsOf({ products }: QuerySide): ReadonlyMap<string, CompiledProduct> {
  return new Map(products.map((product) => [`${product.tenant}/${product.name}`, product]));
}

function shownOf(product: CompiledProduct | undefined): string {
  if (product === undefined) return '';
  const { columns, checks } = product;
  return canonicalJson({
    columns: columns.map((one) => ({ ...one })),
    checks: checks.map(({ sql, ...one }) => ({ ...one, sql: { ...sql } })),
  });
}
