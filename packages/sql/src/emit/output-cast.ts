import type { BoundExpr } from '../analyse/bound.ts';
import { sameExprType } from '../analyse/cast-expr.ts';
import { some } from '../analyse/walk.ts';
import type { ExprType } from '../analyse/expr-type.ts';
import { printCast } from './print-cast.ts';
import { printExpr } from './print-expr.ts';
import type { Fragment } from './fragment.ts';
import type { Printer } from './printer.ts';

/** An output with exactly the type that was promised; undefined `wanted` leaves it as it is. */
export function printOutput(expr: BoundExpr, wanted: ExprType | undefined, printer: Printer): Fragment {
  const value = printExpr(expr, printer);
  if (wanted === undefined || expr.type === undefined || !needsCast(expr, wanted, printer)) return value;
  const plain = (isWide(expr.type) && isWide(wanted)) || sameExprType(expr.type, wanted);
  if (plain) return { text: printer.cast(value.text, wanted), atomic: true };
  return printCast({ value, from: expr.type, to: wanted, attempt: false, at: expr.at }, printer);
}

/** Exact numbers whose engines disagree on digits. */
function isWide(type: ExprType): boolean {
  return type.kind === 'decimal' || type.kind === 'hugeint';
}

function isComputedConstant(expr: BoundExpr): boolean {
  const tried = expr.k === 'cast' && expr.attempt;
  const computed = tried || expr.k === 'case' || expr.k === 'coalesce' || (expr.k === 'call' && expr.args.length > 0);
  return computed && !some(expr, reads);
}

/** True for what a query cannot know before it runs. */
function reads(expr: BoundExpr): boolean {
  return expr.k === 'column' || expr.k === 'subquery' || (expr.k === 'call' && expr.fn.kind !== 'scalar');
}

function needsCast(expr: BoundExpr, wanted: ExprType, printer: Printer): boolean {
  const { type } = expr;
  if (type === undefined || type.kind === 'null') return type !== undefined;
  const same = sameExprType(type, wanted);
  // A column of a table has its declared type, and a cast says it.
  if (same && expr.k === 'column' && expr.relation.source.kind === 'base') return false;
  if (same && expr.k === 'cast' && expr.arg.type !== undefined) return false;
  if (isWide(type) || !same) return true;
  // DuckDB computes it before it looks at types, and NULL has none.
  if (printer.target === 'duckdb' && some(expr, isComputedConstant)) return true;
  // StarRocks takes the smallest type for literals and the next larger one for sums.
  const narrow = printer.target === 'starrocks' && (type.kind === 'integer' || type.kind === 'bigint');
  return narrow && expr.k !== 'column' && !(expr.k === 'call' && expr.fn.name.startsWith('count'));
}
