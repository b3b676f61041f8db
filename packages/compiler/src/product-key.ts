import type { KeyOrigin, Product } from '@akili/model';
import type { AnalysedQuery } from '@akili/sql';

/** The columns that identify a row of a product, and who says so. */
export interface ProductKey {
  readonly key: readonly string[];
  readonly keyOrigin: KeyOrigin;
}

/**
 * The key of a product: output.yaml (its primary key, else its first key), else `index_columns` of the lookup mode,
 * else the GROUP BY columns, else none: then the whole table is replaced each run.
 */
export function productKey(product: Product, query: Pick<AnalysedQuery, 'groupKey'>): ProductKey {
  const primary = product.output?.columns.filter((column) => column.primaryKey).map((column) => column.name) ?? [];
  const declared = primary.length > 0 ? primary : (product.output?.keys[0] ?? []);
  if (declared.length > 0) return { key: declared, keyOrigin: 'output' };
  const indexed = product.serving.find((mode) => mode.intent === 'lookup')?.indexColumns ?? [];
  if (indexed.length > 0) return { key: indexed, keyOrigin: 'index_columns' };
  const grouped = query.groupKey ?? [];
  return grouped.length > 0 ? { key: grouped, keyOrigin: 'group_by' } : { key: [], keyOrigin: 'none' };
}
