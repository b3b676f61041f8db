import type { Columns } from './column-changes.ts';

/**
 * All columns are nullable: an Iceberg table through StarRocks knows nothing else, and local must mean the same. What
 * may be null is the contract's business, and the checks'.
 */
export type TableSpec = {
  readonly catalog: string;
  readonly database: string;
  readonly table: string;
  /** In the order in which they are created; what comes later is added at the end. Types are canonical. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
};

export function columnsOf(list: TableSpec['columns']): Columns {
  return Object.fromEntries(list.map(({ name, type }) => [name, type]));
}

/** `sales.daily_revenue` as database and table. */
export function splitName(name: string): readonly [string, string] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}
