import { neverTrue } from '@akili/diagnostics';
import type { BoundExpr } from '../analyse/bound.ts';
import { keyOf } from '../analyse/group-rules.ts';
import { some } from '../analyse/walk.ts';
import { contradictionIn } from './contradiction.ts';
import type { Linter } from './linter.ts';
import { compareLiterals, literalValue } from './literal-value.ts';

/** Reports a comparison, a list or an AND that cannot be true, whatever the data. Parts are not looked into. */
export function checkNeverTrue(expr: BoundExpr, linter: Linter): void {
  const [why, at] = reasonOf(expr) ?? [];
  if (why !== undefined && at !== undefined) linter.report(neverTrue, at, why);
}

type Reason = readonly [{ readonly what: string; readonly instead: string | undefined }, at: number];

function reasonOf(expr: BoundExpr): Reason | undefined {
  switch (expr.k) {
    case 'compare':
      return ofComparison(expr);
    case 'in':
      return ofList(expr);
    case 'between':
      return ofRange(expr);
    case 'logic':
      return expr.op === 'and' ? contradictionIn(expr.args) : undefined;
    default:
      return undefined;
  }
}

function isNull(expr: BoundExpr | undefined): boolean {
  return expr !== undefined && literalValue(expr)?.kind === 'null';
}

function ofComparison({ op, left, right, at }: Extract<BoundExpr, { k: 'compare' }>): Reason | undefined {
  if (op === 'distinct' || op === 'not-distinct') return undefined;
  if (isNull(left) || isNull(right)) {
    const instead = op === '<>' ? 'Write `IS NOT NULL`.' : 'Write `IS NULL`.';
    return [{ what: `\`${op} NULL\` gives NULL for every value`, instead }, placeOf(left, at)];
  }
  if (op !== '<>' && op !== '<' && op !== '>') return undefined;
  if (left.k === 'literal' || keyOf(left) !== keyOf(right) || some(left, isChance)) return undefined;
  return [{ what: `both sides of \`${op}\` are the same`, instead: undefined }, placeOf(left, at)];
}

function isChance(expr: BoundExpr): boolean {
  return expr.k === 'call' && expr.fn.depends === 'chance';
}

function ofList({ args, negated, at }: Extract<BoundExpr, { k: 'in' }>): Reason | undefined {
  const [value, ...list] = args;
  const nulls = list.filter(isNull).length;
  if (value === undefined || nulls === 0) return undefined;
  if (negated) {
    const instead = 'Take NULL out of the list, and write `AND x IS NOT NULL` where that is meant.';
    return [{ what: 'NULL in the list of NOT IN makes it NULL or false for every value', instead }, placeOf(value, at)];
  }
  if (nulls < list.length) return undefined;
  return [{ what: '`IN (NULL)` gives NULL for every value', instead: 'Write `IS NULL`.' }, placeOf(value, at)];
}

function ofRange({ arg, lower, upper, at }: Extract<BoundExpr, { k: 'between' }>): Reason | undefined {
  const [low, high] = [literalValue(lower), literalValue(upper)];
  if (low?.kind === 'null' || high?.kind === 'null') {
    return [{ what: 'a bound of BETWEEN is NULL', instead: 'Leave that side out.' }, placeOf(arg, at)];
  }
  const order = low && high && compareLiterals(low, high);
  if (order !== 1) return undefined;
  return [{ what: 'the lower bound of BETWEEN is above the upper one', instead: 'Swap them.' }, placeOf(arg, at)];
}

/** The parser gives some comparisons no place of their own: then that of their left side. */
function placeOf(left: BoundExpr, at: number): number {
  return left.at >= 0 ? left.at : at;
}
