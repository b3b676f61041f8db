import type { SelectNode } from '../tree/sql-tree.ts';
import type { BoundExpr, BoundOutput } from './bound.ts';
import { keyOf } from './group-rules.ts';
import { partsOf } from './walk.ts';

/**
 * The outputs of a query with several grouping sets: what rests on a key that one of the sets leaves out may be NULL,
 * whatever its column says.
 */
export function withGaps(
  outputs: readonly BoundOutput[],
  group: readonly BoundExpr[],
  sets: SelectNode['groupSets'],
): readonly BoundOutput[] {
  const gaps = new Set(group.filter((_, i) => !sets.every((set) => set.includes(i))).map(keyOf));
  if (gaps.size === 0) return outputs;
  return outputs.map((output) =>
    output.expr.nullable || !reaches(output.expr, gaps)
      ? output
      : { ...output, expr: { ...output.expr, nullable: true } },
  );
}

function reaches(expr: BoundExpr, gaps: ReadonlySet<string>): boolean {
  if (gaps.has(keyOf(expr))) return true;
  if (expr.k === 'grouping' || expr.k === 'is-null') return false;
  if (expr.k === 'call' && expr.fn.kind === 'aggregate') return false;
  if (expr.k === 'compare' && (expr.op === 'distinct' || expr.op === 'not-distinct')) return false;
  if (expr.k === 'coalesce') return expr.args.every((arg) => arg.nullable || reaches(arg, gaps));
  return partsOf(expr).some((part) => reaches(part, gaps));
}
