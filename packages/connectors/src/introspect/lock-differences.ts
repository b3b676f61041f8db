import { sameType, writeType, type Column } from '@akili/model';
import type { IntrospectedTable } from '../source.ts';

/** How a source differs from its lock, at a table or at one of its columns. */
export type LockDifference =
  | { readonly kind: 'table-gone'; readonly table: string }
  | { readonly kind: 'column-gone'; readonly table: string; readonly column: string }
  | { readonly kind: 'column-added'; readonly table: string; readonly column: string; readonly type: string }
  | {
      readonly kind: 'type';
      readonly table: string;
      readonly column: string;
      readonly locked: string;
      readonly found: string;
    }
  | { readonly kind: 'nullable'; readonly table: string; readonly column: string; readonly found: boolean }
  | {
      readonly kind: 'key';
      readonly table: string;
      readonly locked: readonly string[];
      readonly found: readonly string[];
    };

/** A table as a lock holds it, whoever read it. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
}

/**
 * What differs between a locked table and the source's own. A column that the lock calls nullable and the source does not
 * is no difference: whoever reads it is prepared for more than comes.
 */
export function lockDifferences(locked: TableShape, found: IntrospectedTable | undefined): readonly LockDifference[] {
  const table = locked.name;
  if (found === undefined) return [{ kind: 'table-gone', table }];
  const now = new Map(found.columns.map((column) => [column.name, column]));
  const before = new Set(locked.columns.map(({ name }) => name));
  const differences: LockDifference[] = [];
  for (const { name: column, type, nullable } of locked.columns) {
    const other = now.get(column);
    if (other === undefined) differences.push({ kind: 'column-gone', table, column });
    else if (!sameType(type, other.type))
      differences.push({ kind: 'type', table, column, locked: writeType(type), found: writeType(other.type) });
    else if (!nullable && other.nullable) differences.push({ kind: 'nullable', table, column, found: true });
  }
  for (const { name: column, type } of found.columns)
    if (!before.has(column)) differences.push({ kind: 'column-added', table, column, type: writeType(type) });
  if (JSON.stringify(locked.primaryKey) !== JSON.stringify(found.primaryKey))
    differences.push({ kind: 'key', table, locked: locked.primaryKey, found: found.primaryKey });
  return differences;
}
