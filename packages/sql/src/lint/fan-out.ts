import { fanOutJoin } from '@akili/diagnostics';
import type { BoundCall, BoundExpr, BoundFrom, BoundRelation, BoundSelect } from '../analyse/bound.ts';
import { partsOf } from '../analyse/walk.ts';
import type { Linter } from './linter.ts';
import { conjunctsOf, relationsIn } from './parts-of-query.ts';
import { keysOfRelation } from './relation-keys.ts';

/** Aggregates that count a value as often as its row is there. */
const counting = /^(sum|avg|count|count_if|stddev|stddev_pop|stddev_samp|variance|var_pop|var_samp|median)$/;

/** A relation that repeats the rows of those before it, as a declared key proves. */
interface FanOut {
  readonly relation: BoundRelation;
  readonly key: readonly string[];
  readonly by: readonly string[];
  readonly before: readonly BoundRelation[];
}

/**
 * Reports aggregates over values that a join repeats: the joined relation is matched on columns that cover none of its
 * declared keys, by nothing but equality, and the values come from the relations before it.
 */
export function checkFanOut(select: BoundSelect, linter: Linter): void {
  if (!select.grouped || select.from?.k !== 'join') return;
  const fans: FanOut[] = [];
  collectFans(select.from, conjunctsOf(select.where), select, linter, fans);
  if (fans.length === 0) return;
  const late = [...select.outputs.map((output) => output.expr), ...(select.having ? [select.having] : [])];
  for (const expr of late) visit(expr, fans, linter);
}

function collectFans(
  from: BoundFrom,
  conditions: readonly BoundExpr[],
  select: BoundSelect,
  linter: Linter,
  fans: FanOut[],
): void {
  if (from.k !== 'join' || !/^(inner|left|cross)$/.test(from.kind)) return;
  const all = [...conditions, ...conjunctsOf(from.on)];
  collectFans(from.left, all, select, linter, fans);
  if (from.right.k !== 'relation') return;
  const { relation } = from.right;
  const keys = keysOfRelation(relation, linter.scope);
  if (keys.length === 0) return;
  const matched = matchedColumns(relation, all);
  if (matched === undefined) return;
  const fixed = new Set([...matched, ...groupedColumns(select, relation)]);
  if (keys.some((key) => key.every((column) => fixed.has(column)))) return;
  fans.push({ relation, key: keys[0] as readonly string[], by: matched, before: relationsIn(from.left) });
}

/**
 * The columns of a relation that conditions make equal to something else. Undefined where it takes part in any other
 * condition, which may choose one of several rows.
 */
function matchedColumns(relation: BoundRelation, conditions: readonly BoundExpr[]): readonly string[] | undefined {
  const columns = new Set<string>();
  for (const condition of conditions) {
    if (!reads(condition, relation)) continue;
    if (condition.k !== 'compare' || condition.op !== '=') return undefined;
    const { left, right } = condition;
    const own = reads(left, relation) ? left : right;
    const other = own === left ? right : left;
    if (own.k !== 'column' || reads(other, relation) || relationsOf(other).size === 0) return undefined;
    columns.add(own.name.toLowerCase());
  }
  return [...columns];
}

function groupedColumns(select: BoundSelect, relation: BoundRelation): readonly string[] {
  return select.group.flatMap((expr) =>
    expr.k === 'column' && expr.relation === relation ? [expr.name.toLowerCase()] : [],
  );
}

function visit(expr: BoundExpr, fans: readonly FanOut[], linter: Linter): void {
  if (expr.k === 'call' && expr.fn.kind === 'aggregate' && expr.over === undefined) {
    reportRepeated(expr, fans, linter);
    return;
  }
  for (const part of partsOf(expr)) visit(part, fans, linter);
}

function reportRepeated(call: BoundCall, fans: readonly FanOut[], linter: Linter): void {
  if (call.distinct === true || !counting.test(call.fn.name)) return;
  const used = new Set(call.args.flatMap((arg) => [...relationsOf(arg)]));
  if (used.size === 0) return;
  const fan = fans.find(({ before }) => [...used].every((relation) => before.includes(relation)));
  if (fan === undefined) return;
  const { relation, key, by } = fan;
  linter.report(fanOutJoin, call.at, { aggregate: call.fn.name, relation: relation.alias, key, by });
}

function reads(expr: BoundExpr, relation: BoundRelation): boolean {
  return relationsOf(expr).has(relation);
}

/** The relations that an expression takes columns from; an expression with a subquery may take any. */
function relationsOf(expr: BoundExpr): ReadonlySet<BoundRelation> {
  if (expr.k === 'column') return new Set([expr.relation]);
  return new Set(partsOf(expr).flatMap((part) => [...relationsOf(part)]));
}
