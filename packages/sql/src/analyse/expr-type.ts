import { writeType, type CanonicalType } from '@akili/model';

/** What an expression may be inside a query: the canonical types and a few that only occur on the way. */
export type ExprType =
  | CanonicalType
  /** The type of a bare NULL: fits everything. */
  | { readonly kind: 'null' }
  /** 128 bit: what SUM of integers gives; an output of it becomes decimal(38,0). */
  | { readonly kind: 'hugeint' }
  | { readonly kind: 'interval' };

/** How messages write a type. */
export function describeType(type: ExprType | undefined): string {
  if (type === undefined) return 'an unknown type';
  if (type.kind === 'null') return 'NULL';
  return type.kind === 'hugeint' || type.kind === 'interval' ? type.kind : writeType(type);
}
