import type { BoundExpr, BoundOrder } from './bound.ts';

/** The expressions directly inside one, without those of subqueries (but with the operand of IN). */
export function partsOf(expr: BoundExpr): readonly BoundExpr[] {
  switch (expr.k) {
    case 'column':
    case 'literal':
    case 'broken':
      return [];
    case 'call':
      return [
        ...expr.args,
        ...(expr.filter ? [expr.filter] : []),
        ...orderOf(expr.order),
        ...(expr.over ? [...expr.over.partition, ...orderOf(expr.over.order), ...frameOf(expr.over.frame)] : []),
      ];
    case 'compare':
      return [expr.left, expr.right];
    case 'logic':
    case 'coalesce':
    case 'in':
    case 'grouping':
      return expr.args;
    case 'not':
    case 'is-null':
    case 'cast':
      return [expr.arg];
    case 'between':
      return [expr.arg, expr.lower, expr.upper];
    case 'case':
      return [
        ...expr.whens.flatMap((item) => [item.when, item.then]),
        ...(expr.otherwise === undefined ? [] : [expr.otherwise]),
      ];
    case 'subquery':
      return expr.arg === undefined ? [] : [expr.arg];
    case 'index':
      return [expr.arg, expr.index];
    case 'slice':
      return [expr.arg, expr.from, expr.to];
    case 'interval':
      return expr.parts.map((part) => part.count);
    case 'shift':
      return [expr.arg, expr.by];
  }
}

function orderOf(order: readonly BoundOrder[] | undefined): readonly BoundExpr[] {
  return order === undefined ? [] : order.map((item) => item.expr);
}

type Over = NonNullable<Extract<BoundExpr, { k: 'call' }>['over']>;

function frameOf(frame: Over['frame']): readonly BoundExpr[] {
  return [frame?.start.offset, frame?.end.offset].filter((offset) => offset !== undefined);
}

/** True when `test` holds for the expression or a part of it, subqueries not entered. */
export function some(expr: BoundExpr, test: (expr: BoundExpr) => boolean): boolean {
  return test(expr) || partsOf(expr).some((part) => some(part, test));
}
