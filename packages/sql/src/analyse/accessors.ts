import type { AnalysedQuery } from './analysed-query.ts';
import type { BoundExpr, BoundQuery } from './bound.ts';

/** The unit and the column of `this` whose age a check measures. */
export interface Freshness {
  readonly unit: string;
  readonly column: string;
}

/**
 * The age that a check measures, when its one output is `DATEDIFF(unit, MAX(column of this), now)` with a function of
 * the current time for `now`; else undefined.
 */
export function freshnessOf(query: AnalysedQuery): Freshness | undefined {
  const [output] = query.bound.outputs;
  if (query.bound.k !== 'select' || query.bound.outputs.length !== 1 || output === undefined) return undefined;
  const diff = uncast(output.expr);
  if (diff.k !== 'call' || diff.fn.name !== 'datediff') return undefined;
  const [unit, from, to] = diff.args;
  if (unit?.k !== 'literal' || from === undefined || to === undefined) return undefined;
  const now = uncast(to);
  if (now.k !== 'call' || now.fn.depends !== 'time') return undefined;
  const newest = uncast(from);
  if (newest.k !== 'call' || newest.fn.name !== 'max' || newest.over !== undefined) return undefined;
  const column = newest.args[0] && uncast(newest.args[0]);
  if (column?.k !== 'column' || column.relation.source.kind !== 'base') return undefined;
  if (column.relation.source.relation.kind !== 'this') return undefined;
  return { unit: unit.value.toLowerCase(), column: column.name };
}

/** The unit that DATE_TRUNC cuts an output column to, e.g. `week`; `day` for a date; undefined when it is not cut. */
export function grainOf(query: AnalysedQuery, column: string): string | undefined {
  return grainOfOutput(
    query.bound,
    query.bound.outputs.findIndex((output) => output.name === column),
  );
}

function grainOfOutput(query: BoundQuery, index: number): string | undefined {
  const expr = query.k === 'select' ? query.outputs[index]?.expr : undefined;
  return expr && grainOfExpr(expr);
}

function grainOfExpr(expr: BoundExpr): string | undefined {
  if (expr.k === 'call' && expr.fn.name === 'date_trunc') {
    const [unit] = expr.args;
    return unit?.k === 'literal' ? unit.value.toLowerCase() : undefined;
  }
  if (expr.k === 'cast') return grainOfExpr(expr.arg) ?? (expr.to.kind === 'date' ? 'day' : undefined);
  if (expr.k === 'call' && (expr.fn.name === 'max' || expr.fn.name === 'min')) {
    return expr.args[0] && grainOfExpr(expr.args[0]);
  }
  if (expr.k !== 'column') return undefined;
  const { source, columns } = expr.relation;
  const index = columns.findIndex((candidate) => candidate.name === expr.name);
  if (source.kind === 'query') return grainOfOutput(source.query, index);
  if (source.kind === 'cte' && source.cte.query?.k === 'select') return grainOfOutput(source.cte.query, index);
  return expr.type?.kind === 'date' ? 'day' : undefined;
}

function uncast(expr: BoundExpr): BoundExpr {
  return expr.k === 'cast' ? uncast(expr.arg) : expr;
}
