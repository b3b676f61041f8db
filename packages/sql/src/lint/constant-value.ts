import type { AnalysedQuery } from '../analyse/analysed-query.ts';
import { literalValue, type LiteralValue } from './literal-value.ts';

/** The value of a query that is plainly one literal, such as `SELECT 0`; undefined for every other one. */
export function constantValue({ bound }: AnalysedQuery): LiteralValue | undefined {
  const [output, ...more] = bound.outputs;
  if (bound.k !== 'select' || output === undefined || more.length > 0) return undefined;
  const cuts = [bound.from, bound.where, bound.having, bound.qualify, bound.limit, bound.offset];
  return cuts.every((clause) => clause === undefined) ? literalValue(output.expr) : undefined;
}
