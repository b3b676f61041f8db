import { aggregateMisuse, notGrouped } from '@akili/diagnostics';
import type { Binder } from './binder.ts';
import type { BoundExpr, BoundRelation } from './bound.ts';
import { partsOf, some } from './walk.ts';

/** True when an aggregate (without OVER) is part of the expression. */
export function isAggregated(expr: BoundExpr): boolean {
  return some(
    expr,
    (part) => (part.k === 'call' && part.fn.kind === 'aggregate' && !part.over) || part.k === 'grouping',
  );
}

/** True when a window function is part of the expression. */
export function isWindowed(expr: BoundExpr): boolean {
  return some(expr, (part) => part.k === 'call' && part.over !== undefined);
}

/** Reports aggregates and windows where rows are not yet grouped. */
export function forbidAggregates(expr: BoundExpr, where: string, binder: Binder): void {
  const at = expr.at;
  if (isAggregated(expr)) binder.report(aggregateMisuse, at, { what: 'An aggregate', where });
  else if (isWindowed(expr)) binder.report(aggregateMisuse, at, { what: 'A window function', where });
}

/** Reports columns of the query's own relations that are neither grouped nor inside an aggregate. */
export function checkGrouped(
  expr: BoundExpr,
  group: ReadonlySet<string>,
  relations: readonly BoundRelation[],
  binder: Binder,
): void {
  if (expr.k === 'call' && expr.fn.kind === 'aggregate' && !expr.over) return;
  if (group.size > 0 && expr.k !== 'literal' && group.has(keyOf(expr))) return;
  if (expr.k === 'column' && relations.includes(expr.relation)) {
    binder.report(notGrouped, expr.at, { name: expr.name });
    return;
  }
  if (expr.k === 'grouping') return;
  for (const part of partsOf(expr)) checkGrouped(part, group, relations, binder);
}

const relationNumbers = new WeakMap<BoundRelation, number>();
let lastNumber = 0;

function numberOf(relation: BoundRelation): number {
  let known = relationNumbers.get(relation);
  if (known === undefined) relationNumbers.set(relation, (known = ++lastNumber));
  return known;
}

/** A text that two expressions share exactly when they are written the same; only for comparing within one query. */
export function keyOf(expr: BoundExpr): string {
  const parts = (): string => partsOf(expr).map(keyOf).join(',');
  switch (expr.k) {
    case 'column':
      return `c${numberOf(expr.relation)}.${expr.name.toLowerCase()}`;
    case 'literal':
      return `l${expr.kind}:${JSON.stringify(expr.value)}`;
    case 'call':
      return `f${expr.fn.name}${expr.distinct ? '!' : ''}${expr.over ? `w${JSON.stringify(expr.over.frame?.mode)}` : ''}(${parts()})`;
    case 'compare':
    case 'logic':
      return `${expr.k}${expr.op}(${parts()})`;
    case 'cast':
      return `cast${JSON.stringify(expr.to)}${expr.attempt ? '?' : ''}(${parts()})`;
    case 'in':
    case 'is-null':
      return `${expr.k}${expr.negated ? '!' : ''}(${parts()})`;
    case 'interval':
      return `interval(${expr.parts.map((part) => `${keyOf(part.count)}${part.unit}`).join(',')})`;
    case 'shift':
      return `shift${expr.minus ? '-' : '+'}(${parts()})`;
    case 'subquery':
    case 'broken':
      // Never the same as another.
      return `${expr.k}@${expr.at}`;
    default:
      return `${expr.k}(${parts()})`;
  }
}
