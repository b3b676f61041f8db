import { productNodeId, type LineageProduct } from '@akili/compiler';
import { didYouMean, unknownLineageColumn, unknownProduct, type Finding } from '@akili/diagnostics';
import type { Selection } from './selection.ts';

/** A product, or one column of it, that lineage is asked for. */
export interface Wanted {
  /** Undefined: every product. */
  readonly product: string | undefined;
  readonly column: string | undefined;
}

/** What `PRODUCT[.COLUMN]` means; without it, the products of the selection. */
export function wantedOf(of: string | undefined, { products }: Selection): readonly Wanted[] {
  if (of !== undefined) {
    const dot = of.indexOf('.');
    return [dot < 0 ? { product: of, column: undefined } : { product: of.slice(0, dot), column: of.slice(dot + 1) }];
  }
  const all: readonly (string | undefined)[] = products.length === 0 ? [undefined] : products;
  return all.map((product) => ({ product, column: undefined }));
}

/** A finding for each product that none of the selected tenants has. */
export function unknownProducts(wanted: readonly Wanted[], known: ReadonlySet<string>): readonly Finding[] {
  return wanted.flatMap(({ product }) =>
    product === undefined || known.has(product)
      ? []
      : [unknownProduct.at(undefined, { product, suggestion: didYouMean(product, known) })],
  );
}

/** The nodes to start from, or a finding where no product of the name has the column. */
export function startsOf(
  { product, column }: Wanted,
  products: readonly LineageProduct[],
): { readonly starts: readonly string[]; readonly findings: readonly Finding[] } {
  const named = products.filter((one) => product === undefined || one.name === product);
  const starts = named.flatMap((one) => {
    const columns = one.columns.map(({ name }) => name);
    const asked = column === undefined ? [null, ...columns] : columns.filter((name) => name === column);
    return asked.map((name) => productNodeId(one.tenant, one.name, name));
  });
  const [first] = named;
  if (column === undefined || starts.length > 0 || first === undefined) return { starts, findings: [] };
  const names = named.flatMap((one) => one.columns.map(({ name }) => name));
  const params = { product: first.name, column, suggestion: didYouMean(column, names) };
  return { starts, findings: [unknownLineageColumn.at(undefined, params)] };
}
