import type { BoundCall, BoundExpr } from '../analyse/bound.ts';
import { keyOf } from '../analyse/group-rules.ts';
import { bare } from './non-zero-facts.ts';

/**
 * True where the divisor counts what the dividend sums up: where there is nothing to count, the sum is NULL, and so is
 * the division. `SUM(x) / COUNT(x)`, `SUM(x) / COUNT(*)`.
 */
export function isNullWithoutRows(dividend: BoundExpr, divisor: BoundExpr): boolean {
  const count = bare(divisor);
  return count.k === 'call' && /^count(_star)?$/.test(count.fn.name) && holdsSumOf(dividend, count);
}

function holdsSumOf(expr: BoundExpr, count: BoundCall): boolean {
  if (expr.k === 'cast') return holdsSumOf(expr.arg, count);
  if (expr.k !== 'call') return false;
  if (expr.fn.kind === 'aggregate') return isSumOf(expr, count);
  const isStrict = expr.fn.kind === 'scalar' && (expr.fn.nulls ?? 'strict') === 'strict';
  return isStrict && expr.args.some((arg) => holdsSumOf(arg, count));
}

function isSumOf(sum: BoundCall, count: BoundCall): boolean {
  if ((sum.fn.nulls ?? 'always') !== 'always' || sum.over !== undefined || count.over !== undefined) return false;
  const [filtered, counted] = [sum.filter, count.filter].map((filter) => filter && keyOf(filter));
  if (count.fn.name === 'count_star') return counted === undefined || counted === filtered;
  const [value, what] = [sum.args[0], count.args[0]];
  return counted === filtered && value !== undefined && what !== undefined && keyOf(bare(value)) === keyOf(bare(what));
}
