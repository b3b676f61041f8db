import type { AnalysedQuery } from './analysed-query.ts';

/** The unit and the column of `this` whose age a check measures. */
export interface Freshness {
  readonly unit: string;
  readonly column: string;
}

/** The age that a check measures, when its one output is `DATEDIFF(unit, MAX(column), now)`; else undefined. */
export function freshnessOf(_query: AnalysedQuery): Freshness | undefined {
  throw new Error('not built yet');
}

/** The unit that DATE_TRUNC cuts an output column to, e.g. `week`; undefined when it is not cut. */
export function grainOf(_query: AnalysedQuery, _column: string): string | undefined {
  throw new Error('not built yet');
}
