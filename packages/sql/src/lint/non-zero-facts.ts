import type { BoundExpr } from '../analyse/bound.ts';
import { keyOf } from '../analyse/group-rules.ts';
import type { ComparisonOperator } from '../tree/sql-tree.ts';
import { literalValue } from './literal-value.ts';

/** Expressions, by key, that are not zero (they may be NULL: dividing by NULL gives NULL). */
export type NonZero = ReadonlySet<string>;

export const nothingKnown: NonZero = new Set();

/** The same expression without the casts that only bring types together. */
export function bare(expr: BoundExpr): BoundExpr {
  return expr.k === 'cast' && keepsZero(expr) ? bare(expr.arg) : expr;
}

/** True when the cast makes a zero of nothing but a zero: no digits are cut off. */
export function keepsZero({ arg, to }: Extract<BoundExpr, { k: 'cast' }>): boolean {
  const whole = /^(integer|bigint|hugeint)$/;
  return to.kind === 'double' || to.kind === 'float' || (arg.type !== undefined && whole.test(arg.type.kind));
}

/** What follows where a condition is true, or where it is not (false or NULL). */
export function factsOf(condition: BoundExpr, isTrue: boolean): NonZero {
  switch (condition.k) {
    case 'not':
      return factsOf(condition.arg, !isTrue);
    case 'logic': {
      const parts = condition.args.map((arg) => factsOf(arg, isTrue));
      return (condition.op === 'and') === isTrue ? union(parts) : intersection(parts);
    }
    case 'compare': {
      const { op, left, right } = condition;
      return new Set([...ofSide(left, op, right, isTrue), ...ofSide(right, flipped[op] ?? op, left, isTrue)]);
    }
    case 'in': {
      const [value, ...list] = condition.args;
      const numbers = list.map(numberOf);
      if (value === undefined || numbers.includes(undefined)) return nothingKnown;
      const isIn = condition.negated !== isTrue;
      return numbers.includes(0) === isIn ? nothingKnown : keysOf(value);
    }
    case 'between': {
      const [low, high] = [numberOf(condition.lower), numberOf(condition.upper)];
      const isAway = (low !== undefined && low > 0) || (high !== undefined && high < 0);
      const isAround = low !== undefined && high !== undefined && low <= 0 && high >= 0;
      return (isTrue ? isAway : isAround) ? keysOf(condition.arg) : nothingKnown;
    }
    default:
      return nothingKnown;
  }
}

export function union(sets: readonly NonZero[]): NonZero {
  const full = sets.filter((set) => set.size > 0);
  return full.length < 2 ? (full[0] ?? nothingKnown) : new Set(full.flatMap((set) => [...set]));
}

function intersection([first, ...rest]: readonly NonZero[]): NonZero {
  return new Set([...(first ?? [])].filter((key) => rest.every((set) => set.has(key))));
}

const flipped: { readonly [op in ComparisonOperator]?: ComparisonOperator } = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** What `not (x op n)` says of an `x` that is not NULL. */
const opposite: { readonly [op in ComparisonOperator]: ComparisonOperator } = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  distinct: 'not-distinct',
  'not-distinct': 'distinct',
};

function ofSide(expr: BoundExpr, op: ComparisonOperator, bound: BoundExpr, isTrue: boolean): NonZero {
  const value = numberOf(bound);
  if (value === undefined) return nothingKnown;
  return excludesZero(isTrue ? op : opposite[op], value) ? keysOf(expr) : nothingKnown;
}

function excludesZero(op: ComparisonOperator, value: number): boolean {
  switch (op) {
    case '=':
    case 'not-distinct':
      return value !== 0;
    case '<>':
    case 'distinct':
      return value === 0;
    case '>':
      return value >= 0;
    case '>=':
      return value > 0;
    case '<':
      return value <= 0;
    case '<=':
      return value < 0;
  }
}

function numberOf(expr: BoundExpr): number | undefined {
  const value = literalValue(expr);
  return value?.kind === 'number' ? value.value : undefined;
}

/** The expression, and what is not zero (or NULL) because it is not: `d` where `COALESCE(d, 0)` or `ABS(d)` is not. */
function keysOf(expr: BoundExpr): NonZero {
  const inner = bare(expr);
  const keys = new Set([keyOf(inner)]);
  const [first, ...others] = inner.k === 'coalesce' || inner.k === 'call' ? inner.args : [];
  const isCoalesce = inner.k === 'coalesce' || (inner.k === 'call' && inner.fn.name === 'ifnull');
  const sameZeros = isCoalesce ? others.every((one) => numberOf(one) === 0) : inner.k === 'call' && isOdd(inner);
  if (first !== undefined && sameZeros) for (const key of keysOf(first)) keys.add(key);
  return keys;
}

function isOdd({ fn, args }: Extract<BoundExpr, { k: 'call' }>): boolean {
  return fn.name === 'abs' || fn.name === 'sign' || (fn.name === '-' && args.length === 1);
}
