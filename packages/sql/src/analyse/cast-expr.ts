import { sameType } from '@akili/model';
import type { BoundExpr } from './bound.ts';
import type { ExprType } from './expr-type.ts';
import { asDecimal, isCanonical } from './type-rules.ts';

/**
 * A cast, or the expression itself where there is nothing to do. An implicit cast is left out between exact numbers
 * that keep their digits or are only `compared`, since they meet alike on every engine; the outputs of a query are cast to their declared types anyway.
 */
export function cast(
  arg: BoundExpr,
  to: ExprType,
  options: {
    readonly implicit?: boolean;
    readonly compared?: boolean;
    readonly attempt?: boolean;
    readonly at?: number;
  } = {},
): BoundExpr {
  const from = arg.type;
  if (to.kind === 'null' || (from !== undefined && sameExprType(from, to))) return arg;
  if (options.implicit === true && from !== undefined) {
    if (from.kind === 'null') return arg;
    const [exact, wanted] = [asDecimal(from), asDecimal(to)];
    if (exact && wanted && (options.compared === true || exact.scale <= wanted.scale)) return arg;
  }
  return {
    k: 'cast',
    at: options.at ?? arg.at,
    arg,
    to,
    attempt: options.attempt === true,
    type: to,
    nullable: arg.nullable || options.attempt === true,
  };
}

export function sameExprType(a: ExprType, b: ExprType): boolean {
  return isCanonical(a) && isCanonical(b) ? sameType(a, b) : a.kind === b.kind;
}
