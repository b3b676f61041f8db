import type { BoundExpr } from '../analyse/bound.ts';
import { keyOf } from '../analyse/group-rules.ts';
import { compareLiterals, literalValue, type LiteralValue } from './literal-value.ts';
import { conjunctsOf } from './parts-of-query.ts';

type Operator = '=' | '<' | '<=' | '>' | '>=';

/** `expr op value`, as one part of an AND demands it. */
interface Demand {
  readonly op: Operator;
  readonly value: LiteralValue;
  readonly at: number;
}

type Reason = readonly [{ readonly what: string; readonly instead: string | undefined }, at: number];

/** Two parts of an AND that demand of one expression what no value can be, at the second of them. */
export function contradictionIn(args: readonly BoundExpr[]): Reason | undefined {
  const demands = new Map<string, Demand[]>();
  for (const conjunct of args.flatMap(conjunctsOf)) {
    for (const [expr, demand] of demandsOf(conjunct)) {
      const key = keyOf(expr);
      const known = demands.get(key) ?? [];
      if (known.some((other) => exclude(other, demand, expr))) {
        const what = 'no value fulfils both this condition and an earlier one of the same AND';
        return [{ what, instead: 'Write OR where either will do.' }, demand.at];
      }
      demands.set(key, [...known, demand]);
    }
  }
  return undefined;
}

const flipped: { readonly [op in Operator]: Operator } = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function demandsOf(expr: BoundExpr): readonly (readonly [BoundExpr, Demand])[] {
  if (expr.k === 'between') {
    const { arg } = expr;
    return [...demand(arg, '>=', expr.lower, arg.at), ...demand(arg, '<=', expr.upper, arg.at)];
  }
  if (expr.k !== 'compare' || !(expr.op in flipped)) return [];
  const op = expr.op as Operator;
  return [
    ...demand(expr.left, op, expr.right, expr.left.at),
    ...demand(expr.right, flipped[op], expr.left, expr.right.at),
  ];
}

function demand(
  expr: BoundExpr,
  op: Operator,
  bound: BoundExpr,
  at: number,
): readonly (readonly [BoundExpr, Demand])[] {
  const value = literalValue(bound);
  // A literal against a literal is how templates switch conditions off.
  if (value === undefined || value.kind === 'null' || literalValue(expr) !== undefined) return [];
  return [[expr, { op, value, at }]];
}

function exclude(a: Demand, b: Demand, expr: BoundExpr): boolean {
  return leaveNothing(a, b, expr) || leaveNothing(b, a, expr);
}

/** True when `low` is a lower bound, `high` an upper one, and nothing lies between. */
function leaveNothing(low: Demand, high: Demand, { type }: BoundExpr): boolean {
  if (!/^(=|>|>=)$/.test(low.op) || !/^(=|<|<=)$/.test(high.op)) return false;
  const order = compareLiterals(low.value, high.value);
  if (order === undefined) return false;
  if (low.op === '=' && high.op === '=') return order !== 0;
  if (order > 0) return true;
  if (order === 0) return low.op === '>' || high.op === '<';
  const isWhole = type?.kind === 'integer' || type?.kind === 'bigint';
  if (!isWhole || low.value.kind !== 'number' || high.value.kind !== 'number') return false;
  const least = low.op === '>' ? Math.floor(low.value.value) + 1 : Math.ceil(low.value.value);
  const most = high.op === '<' ? Math.ceil(high.value.value) - 1 : Math.floor(high.value.value);
  return least > most;
}
