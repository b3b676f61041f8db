import { describeType } from '../analyse/expr-type.ts';
import type { BoundCall, BoundExpr, BoundOrder } from '../analyse/bound.ts';
import type { Depth, NormalForm } from './normal-form.ts';

const mirrored: Readonly<Record<string, string>> = { '>': '<', '>=': '<=' };
const symmetric = new Set(['=', '<>', 'distinct', 'not-distinct']);

/**
 * An expression's normal form. What AND, OR and the list of IN connect has no order, `a > b` is `b < a`, and `a = b` is
 * `b = a`: neither DuckDB nor the other engines promise an order in which conditions are tried.
 */
export function exprForm(expr: BoundExpr, form: NormalForm, depth: Depth): string {
  const one = (part: BoundExpr): string => form.expr(part, depth);
  const all = (parts: readonly BoundExpr[]): string => parts.map(one).join();
  switch (expr.k) {
    case 'column':
      return form.column(expr.relation, expr.name, depth);
    case 'literal':
      return `l${expr.kind}${JSON.stringify(expr.value)}${describeType(expr.type)}`;
    case 'call':
      return callForm(expr, form, depth);
    case 'compare': {
      const sides = [one(expr.left), one(expr.right)];
      const swapped = mirrored[expr.op];
      if (swapped !== undefined) return `compare${swapped}(${sides.reverse().join()})`;
      return `compare${expr.op}(${(symmetric.has(expr.op) ? sides.sort() : sides).join()})`;
    }
    case 'logic':
      return `${expr.op}(${[...new Set(connected(expr, expr.op).map(one))].sort().join()})`;
    case 'in': {
      const [needle, ...list] = expr.args.map(one);
      return `in${expr.negated ? '!' : ''}(${needle},${list.sort().join()})`;
    }
    case 'not':
      return `not(${one(expr.arg)})`;
    case 'is-null':
      return `null${expr.negated ? '!' : ''}(${one(expr.arg)})`;
    case 'coalesce':
    case 'grouping':
      return `${expr.k}(${all(expr.args)})`;
    case 'between':
      return `between(${all([expr.arg, expr.lower, expr.upper])})`;
    case 'case': {
      const whens = expr.whens.map(({ when, then }) => `${one(when)}:${one(then)}`).join();
      return `case(${whens};${expr.otherwise === undefined ? '' : one(expr.otherwise)})`;
    }
    case 'cast':
      return `cast${expr.attempt ? '?' : ''}${describeType(expr.to)}(${one(expr.arg)})`;
    case 'subquery': {
      const { kind, op = '', arg, query } = expr;
      const inner = { frame: depth.frame, level: depth.level + 1 };
      return `${kind}${op}(${arg === undefined ? '' : one(arg)};${form.whole(query, inner)})`;
    }
    case 'index':
      return `index(${all([expr.arg, expr.index])})`;
    case 'slice':
      return `slice(${all([expr.arg, expr.from, expr.to])})`;
    case 'interval':
      return `interval(${expr.parts.map(({ count, unit }) => `${one(count)}${unit}`).join()})`;
    case 'shift':
      return `shift${expr.minus ? '-' : '+'}(${all([expr.arg, expr.by])})`;
    case 'broken':
      throw new Error('a query with a finding is not compared');
  }
}

/** `a AND (b AND c)` is a list of three. */
export function connected(expr: BoundExpr, op: 'and' | 'or'): readonly BoundExpr[] {
  return expr.k === 'logic' && expr.op === op ? expr.args.flatMap((arg) => connected(arg, op)) : [expr];
}

function callForm({ fn, form: way, args, distinct, filter, order, over }: BoundCall, form: NormalForm, depth: Depth) {
  const one = (part: BoundExpr): string => form.expr(part, depth);
  const given = `f${fn.name} ${way.takes}${distinct ? '!' : ''}(${args.map(one).join()})`;
  const after = [
    filter === undefined ? '' : `filter(${one(filter)})`,
    order === undefined ? '' : `order(${orderForm(order, form, depth)})`,
  ];
  if (over !== undefined) {
    const { partition, frame, ignoreNulls } = over;
    const bound = (side: { readonly kind: string; readonly offset?: BoundExpr }): string =>
      `${side.kind}${side.offset === undefined ? '' : one(side.offset)}`;
    const rows =
      frame === undefined ? '' : `${frame.mode} ${bound(frame.start)} ${bound(frame.end)} ${frame.exclude ?? ''}`;
    const parts = [...new Set(partition.map(one))].sort().join();
    after.push(`over(${parts};${orderForm(over.order, form, depth)};${rows};${ignoreNulls ? 'ignore' : ''})`);
  }
  return given + after.join('');
}

/** An ORDER BY; each item by its expression, its direction and where NULLs go. */
export function orderForm(order: readonly BoundOrder[], form: NormalForm, depth: Depth): string {
  return order
    .map(({ expr, desc, nullsFirst }) => `${form.expr(expr, depth)}${desc ? '-' : '+'}${nullsFirst ? '^' : 'v'}`)
    .join();
}
