import { starOutput } from '@akili/diagnostics';
import type { BoundQuery } from '../analyse/bound.ts';
import type { Linter } from './linter.ts';
import { madeBy } from './parts-of-query.ts';

/** Reports `*` that brings the columns of an input to the product, whatever they will be. */
export function checkStarOutputs(query: BoundQuery, linter: Linter): void {
  query.outputs.forEach((_, i) => {
    const at = driftsAt(query, i);
    if (at !== undefined) linter.report(starOutput, at, { name: '*' });
  });
}

/** Where the star stands that takes an output from an input, through subqueries that do nothing else. */
function driftsAt(query: BoundQuery, index: number): number | undefined {
  if (query.k === 'set') return driftsAt(query.left, index) ?? driftsAt(query.right, index);
  const output = query.outputs[index];
  if (output?.star !== true || output.expr.k !== 'column') return undefined;
  const { relation, name, at } = output.expr;
  if (relation.source.kind === 'base') return at;
  const [inner, position] = madeBy(relation, name) ?? [];
  return inner !== undefined && position !== undefined && driftsAt(inner, position) !== undefined ? at : undefined;
}
