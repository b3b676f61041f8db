import type { BoundQuery } from '../analyse/bound.ts';
import type { ExprType } from '../analyse/expr-type.ts';
import { asDecimal } from '../analyse/type-rules.ts';

/** True when a query drops rows by their values, which are then not to be rounded before. */
export function tellsApart(query: BoundQuery): boolean {
  if (query.k === 'select') return query.distinct !== undefined;
  return query.op !== 'union' || !query.all || tellsApart(query.left) || tellsApart(query.right);
}

/** True where different values of one of the types may become one value of the other. */
export function losesDigits(from: readonly (ExprType | undefined)[], to: readonly (ExprType | undefined)[]): boolean {
  return from.some((type, i) => {
    const wanted = to[i];
    const exact = type && asDecimal(type);
    if (exact === undefined || wanted === undefined) return false;
    return (asDecimal(wanted)?.scale ?? -1) < exact.scale;
  });
}
