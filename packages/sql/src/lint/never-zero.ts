import type { BoundExpr, BoundQuery, BoundSelect } from '../analyse/bound.ts';
import { keyOf } from '../analyse/group-rules.ts';
import { literalValue } from './literal-value.ts';
import { bare, factsOf, keepsZero, nothingKnown, union, type NonZero } from './non-zero-facts.ts';
import { conjunctsOf, madeBy, rowConditions } from './parts-of-query.ts';

/** What is known where an expression stands. */
export interface Known {
  readonly nonZero: NonZero;
  /** True where rows are grouped by keys, so that a group has a row at least. */
  readonly hasRows: boolean;
}

/** What the clauses of a SELECT say of its rows and groups. */
export function knownIn(select: BoundSelect): Known {
  const conditions = [...rowConditions(select), ...conjunctsOf(select.having), ...conjunctsOf(select.qualify)];
  return {
    nonZero: union(conditions.map((condition) => factsOf(condition, true))),
    hasRows: select.grouped && select.group.length > 0 && select.groupSets === undefined,
  };
}

/** The same with what more is known on a branch. */
export function alsoKnowing(known: Known, more: NonZero): Known {
  return more.size === 0 ? known : { ...known, nonZero: union([known.nonZero, more]) };
}

/** True when the expression is never zero, as far as the text shows it; it may be NULL. */
export function neverZero(expr: BoundExpr, known: Known): boolean {
  if (known.nonZero.size > 0 && known.nonZero.has(keyOf(bare(expr)))) return true;
  const value = literalValue(expr);
  if (value !== undefined) return value.kind === 'null' || (value.kind === 'number' && value.value !== 0);
  switch (expr.k) {
    case 'cast':
      return keepsZero(expr) && neverZero(expr.arg, known);
    case 'coalesce':
      return expr.args.every((arg) => neverZero(arg, known));
    case 'case':
      return branchesOf(expr, known).every(([then, there]) => neverZero(then, there));
    case 'column': {
      const [query, index] = madeBy(expr.relation, expr.name) ?? [];
      return query !== undefined && index !== undefined && outputNeverZero(query, index);
    }
    case 'call':
      return callNeverZero(expr, known) || isPositive(expr, known);
    default:
      return false;
  }
}

/** The results of a CASE, each with what is known where it is reached. */
export function branchesOf(
  expr: Extract<BoundExpr, { k: 'case' }>,
  known: Known,
): readonly (readonly [BoundExpr, Known])[] {
  let before = known;
  const branches = expr.whens.map(({ when, then }) => {
    const branch = [then, alsoKnowing(before, factsOf(when, true))] as const;
    before = alsoKnowing(before, factsOf(when, false));
    return branch;
  });
  return expr.otherwise === undefined ? branches : [...branches, [expr.otherwise, before]];
}

function outputNeverZero(query: BoundQuery, index: number): boolean {
  if (query.k === 'set')
    return !query.recursive && [query.left, query.right].every((one) => outputNeverZero(one, index));
  const output = query.outputs[index];
  return output !== undefined && neverZero(output.expr, knownIn(query));
}

function callNeverZero({ fn, args }: Extract<BoundExpr, { k: 'call' }>, known: Known): boolean {
  const [first, second] = args;
  if (first === undefined) return false;
  switch (fn.name) {
    case 'nullif': {
      const zero = second && literalValue(second);
      return (zero?.kind === 'number' && zero.value === 0) || neverZero(first, known);
    }
    case 'ifnull':
    case '*':
      return args.every((arg) => neverZero(arg, known));
    case '-':
    case '+':
      return second === undefined && neverZero(first, known);
    case 'abs':
    case 'sign':
    case 'sqrt':
    case 'power':
    case 'min':
    case 'max':
    case 'first_value':
      return neverZero(first, known);
    default:
      return false;
  }
}

function isPositive(expr: BoundExpr, known: Known): boolean {
  if (expr.k === 'cast') return keepsZero(expr) && isPositive(expr.arg, known);
  const value = literalValue(expr);
  if (value !== undefined) return value.kind === 'number' && value.value > 0;
  if (expr.k !== 'call') return false;
  switch (expr.fn.name) {
    case '+': {
      const isOne = expr.args.some((arg) => isPositive(arg, known));
      return isOne && expr.args.every((arg) => isPositive(arg, known) || isNotNegative(arg));
    }
    case 'greatest':
      return expr.args.some((arg) => isPositive(arg, known));
    case 'count_star':
    case 'count':
      return countsARow(expr, known);
    case 'exp':
    case 'pi':
    case 'row_number':
    case 'rank':
    case 'dense_rank':
    case 'cume_dist':
    case 'ntile':
      return true;
    default:
      return false;
  }
}

/** A count of rows that are there: of a group, or of a window that holds the row itself. */
function countsARow(expr: Extract<BoundExpr, { k: 'call' }>, known: Known): boolean {
  if (expr.filter !== undefined || expr.args.some((arg) => arg.nullable)) return false;
  return expr.over === undefined ? known.hasRows : expr.over.frame === undefined;
}

function isNotNegative(expr: BoundExpr): boolean {
  if (expr.k === 'cast') return isNotNegative(expr.arg);
  const value = literalValue(expr);
  if (value !== undefined) return value.kind === 'number' && value.value >= 0;
  return expr.k === 'call' && /^(count|count_star|count_if|abs|length|sqrt|exp|stddev.*|var_.*)$/.test(expr.fn.name);
}

export const nothingKnownHere: Known = { nonZero: nothingKnown, hasRows: false };
