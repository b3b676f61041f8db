import { columnCountMismatch, unsupportedConstruct } from '@akili/diagnostics';
import type { SelectNode } from '../tree/sql-tree.ts';
import { bindCondition, bindExpr } from './bind-expr.ts';
import { bindFrom } from './bind-from.ts';
import { bindOrder, ordinalOf } from './bind-order.ts';
import type { Binder, Scope } from './binder.ts';
import type { BoundCte, BoundExpr, BoundOutput, BoundSelect } from './bound.ts';
import { expandStar } from './expand-star.ts';
import { checkGrouped, forbidAggregates, isAggregated, isWindowed, keyOf } from './group-rules.ts';
import { withGaps } from './grouping-gaps.ts';
import { some } from './walk.ts';

/** Binds a SELECT: FROM, then the outputs (whose aliases the other clauses may use), then the rest. */
export function bindSelect(node: SelectNode, scope: Scope, ctes: readonly BoundCte[], binder: Binder): BoundSelect {
  const from = node.from && bindFrom(node.from, scope, binder);
  const outputs = node.items.flatMap((item) => bindItem(item, scope, binder));
  const known = !scope.relations.some((relation) => relation.open);
  if (outputs.length === 0 && known && scope.relations.length > 0) {
    binder.report(columnCountMismatch, node.items[0]?.at ?? -1, { what: 'This SELECT', expected: 1, actual: 0 });
  }
  const where = node.where && bindCondition(node.where, scope, binder, 'WHERE');
  if (where !== undefined) forbidAggregates(where, 'WHERE', binder);
  const group = bindGroup(node, outputs, scope, binder);
  scope.aliasFirst = true;
  const having = node.having && bindCondition(node.having, scope, binder, 'HAVING');
  const qualify = node.qualify && bindCondition(node.qualify, scope, binder, 'QUALIFY');
  scope.aliasFirst = false;
  const order = bindOrder(node, outputs, scope, binder);
  const distinct = node.distinct?.map((expr) => bindDistinctOn(expr, outputs, scope, binder));
  const after = [...outputs.map((output) => output.expr), ...order.map((item) => item.expr), having, qualify];
  const late = after.filter((expr) => expr !== undefined);
  const grouped =
    node.groupAll === true || node.groupSets.length > 0 || node.having !== undefined || late.some(isAggregated);
  if (grouped) {
    const keys = new Set(group.map(keyOf));
    for (const expr of new Set(late)) checkGrouped(expr, keys, scope.relations, binder);
    if (having !== undefined && isWindowed(having)) forbidAggregates(having, 'HAVING', binder);
  }
  if (node.groupSets.length > 1) {
    for (const expr of group) {
      // Engines disagree whether a constant becomes NULL in the sets that leave it out.
      if (some(expr, (part) => part.k === 'column' || part.k === 'subquery' || part.k === 'broken')) continue;
      binder.report(unsupportedConstruct, expr.at, { what: 'A constant in ROLLUP, CUBE or GROUPING SETS' });
    }
  }
  if (node.limit !== undefined && order.length === 0) binder.depends.order = true;
  const partial = !known && node.items.some((item) => item.k === 'star');
  return {
    k: 'select',
    ...(partial ? { partial } : {}),
    ctes,
    outputs: node.groupSets.length > 1 ? withGaps(outputs, group, node.groupSets) : outputs,
    from,
    relations: scope.relations,
    where,
    group,
    groupSets: node.groupSets.length > 1 ? node.groupSets : undefined,
    grouped,
    having,
    qualify,
    distinct,
    order,
    limit: node.limit && bindExpr(node.limit, scope, binder),
    offset: node.offset && bindExpr(node.offset, scope, binder),
  };
}

function bindItem(item: SelectNode['items'][number], scope: Scope, binder: Binder): readonly BoundOutput[] {
  if (item.k === 'star') return expandStar(item, scope, binder);
  const expr = bindExpr(item, scope, binder);
  const name = item.as ?? (item.k === 'column' ? nameOf(expr, item.names.at(-1)) : undefined);
  const lower = item.as?.toLowerCase();
  if (lower !== undefined && !scope.aliases.has(lower)) scope.aliases.set(lower, expr);
  return [{ name, expr }];
}

function nameOf(expr: BoundExpr, written: string | undefined): string | undefined {
  return expr.k === 'column' ? expr.name : written;
}

function bindGroup(
  node: SelectNode,
  outputs: readonly BoundOutput[],
  scope: Scope,
  binder: Binder,
): readonly BoundExpr[] {
  if (node.groupAll === true) {
    // What names no column is no key: without other keys there is one row, even of no rows.
    const isKey = (expr: BoundExpr): boolean =>
      some(expr, (part) => part.k === 'column' || part.k === 'broken' || isCorrelated(part));
    return outputs.map((output) => output.expr).filter((expr) => !isAggregated(expr) && isKey(expr));
  }
  return node.group.flatMap((expr) => {
    const ordinal = ordinalOf(expr, outputs.length, binder);
    if (ordinal === 'none') return [];
    const bound = ordinal === undefined ? bindExpr(expr, scope, binder) : (outputs[ordinal]?.expr as BoundExpr);
    forbidAggregates(bound, 'GROUP BY', binder);
    return [bound];
  });
}

function isCorrelated(part: BoundExpr): boolean {
  return part.k === 'subquery' && part.correlated === true;
}

function bindDistinctOn(
  node: SelectNode['items'][number],
  outputs: readonly BoundOutput[],
  scope: Scope,
  binder: Binder,
): BoundExpr {
  const ordinal = ordinalOf(node, outputs.length, binder);
  return typeof ordinal === 'number' ? (outputs[ordinal]?.expr as BoundExpr) : bindExpr(node, scope, binder);
}
