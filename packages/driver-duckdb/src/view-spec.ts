import { qualifiedName, quoteIdentifier } from '@akili/client-duckdb';
import { digestOf, type Json } from '@akili/model';
import { columnsOf, type TableSpec } from './table-spec.ts';

/** The materialized view of a product that is served for analytics. DuckDB has none: a table stands in for it. */
export type ViewSpec = {
  readonly catalog: string;
  readonly database: string;
  readonly view: string;
  readonly columns: TableSpec['columns'];
  /** The SELECT that fills it, without an order. */
  readonly definition: string;
  readonly sortKey: readonly string[];
  /** Seconds; null: refreshed by hand only. */
  readonly refreshInterval: number | null;
};

/** What DuckDB has no place for, kept in the control record. */
export function viewDetail(spec: ViewSpec): { readonly [key: string]: Json } {
  return { definition: spec.definition, sortKey: spec.sortKey, refreshInterval: spec.refreshInterval };
}

export function viewValue(spec: ViewSpec): Json {
  return { columns: columnsOf(spec.columns), ...viewDetail(spec) };
}

/** Digest of what the rows of a view are made from: a refresh of another definition does not count. */
export function definitionDigest(spec: Pick<ViewSpec, 'definition' | 'sortKey'>): string {
  return digestOf({ definition: spec.definition, sortKey: spec.sortKey });
}

/** Builds the view's table anew and swaps it in: readers see the old rows until the transaction commits. */
export function rebuildStatement(spec: Omit<ViewSpec, 'columns' | 'refreshInterval'>): string {
  const order = spec.sortKey.length === 0 ? '' : ` ORDER BY ${spec.sortKey.map(quoteIdentifier).join(', ')}`;
  const name = qualifiedName(spec.catalog, spec.database, spec.view);
  return `CREATE OR REPLACE TABLE ${name} AS SELECT * FROM (${spec.definition})${order}`;
}
