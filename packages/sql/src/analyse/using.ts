import { didYouMean, unknownColumn } from '@akili/diagnostics';
import type { JoinKind } from '../tree/sql-tree.ts';
import { together, typeOfAll } from './bind-expr.ts';
import type { Binder, Scope } from './binder.ts';
import type { BoundExpr, BoundRelation } from './bound.ts';
import { columnOf } from './resolve-column.ts';

/** The names that both sides have, in the order of the left: what NATURAL joins by. */
export function commonColumns(lefts: readonly BoundRelation[], rights: readonly BoundRelation[]): readonly string[] {
  const right = new Set(rights.flatMap((relation) => relation.columns.map((column) => column.name.toLowerCase())));
  return lefts.flatMap((relation) =>
    relation.columns.map((column) => column.name).filter((name) => right.has(name.toLowerCase())),
  );
}

/**
 * USING as an ON condition. The name then stands for one column: that of the side that always has it, or the first of
 * both that is there in a FULL JOIN; the other sides' columns leave the reach of bare names and of `*`.
 */
export function bindUsing(
  names: readonly string[],
  kind: JoinKind,
  at: number,
  lefts: readonly BoundRelation[],
  rights: readonly BoundRelation[],
  scope: Scope,
  binder: Binder,
): BoundExpr | undefined {
  const conditions: BoundExpr[] = [];
  for (const name of names) {
    const lower = name.toLowerCase();
    const left = scope.merged.get(lower) ?? side(name, at, lefts, scope, binder);
    const right = side(name, at, rights, scope, binder);
    if (left === undefined || right === undefined) continue;
    const [a, b] = together([left, right], at, 'USING', binder, true) as [BoundExpr, BoundExpr];
    const nullable = left.nullable || right.nullable;
    conditions.push({ k: 'compare', at, op: '=', left: a, right: b, type: { kind: 'boolean' }, nullable });
    scope.merged.set(lower, mergedColumn(kind, a, b));
    hide(scope, right, lower);
  }
  if (conditions.length <= 1) return conditions[0];
  return { k: 'logic', at, op: 'and', args: conditions, type: { kind: 'boolean' }, nullable: true };
}

function mergedColumn(kind: JoinKind, left: BoundExpr, right: BoundExpr): BoundExpr {
  if (kind === 'right') return right;
  if (kind !== 'full') return left;
  const args = [left, right];
  return { k: 'coalesce', at: left.at, args, type: typeOfAll(args), nullable: left.nullable || right.nullable };
}

function hide(scope: Scope, expr: BoundExpr, lower: string): void {
  if (expr.k !== 'column') return;
  const hidden = scope.hidden.get(expr.relation) ?? new Set<string>();
  hidden.add(lower);
  scope.hidden.set(expr.relation, hidden);
}

function side(
  name: string,
  at: number,
  relations: readonly BoundRelation[],
  scope: Scope,
  binder: Binder,
): BoundExpr | undefined {
  const lower = name.toLowerCase();
  const visible = relations.filter((relation) => scope.hidden.get(relation)?.has(lower) !== true);
  const owner =
    visible.find((relation) => relation.columns.some((column) => column.name.toLowerCase() === lower)) ??
    visible.find((relation) => relation.open);
  const column = owner && columnOf(owner, name, at);
  if (column === undefined) {
    const candidates = relations.flatMap((relation) => relation.columns.map((each) => each.name));
    const relation = relations.length === 1 ? relations[0]?.alias : undefined;
    binder.report(unknownColumn, at, { name, relation, suggestion: didYouMean(name, candidates) });
  }
  return column;
}
