import { badOrdinal } from '@akili/diagnostics';
import type { ExprNode, Tail } from '../tree/sql-tree.ts';
import { bindExpr } from './bind-expr.ts';
import type { Binder, Scope } from './binder.ts';
import type { BoundExpr, BoundOrder, BoundOutput } from './bound.ts';
import { keyOf } from './group-rules.ts';

/** Binds ORDER BY: positions and names of outputs first, then expressions over the relations. */
export function bindOrder(
  tail: Tail,
  outputs: readonly BoundOutput[],
  scope: Scope,
  binder: Binder,
): readonly BoundOrder[] {
  if (tail.orderAll !== undefined) {
    const { desc, nullsFirst } = tail.orderAll;
    return outputs.map((output, i) => ({ expr: output.expr, output: i, desc, nullsFirst }));
  }
  if (tail.order.length === 0) return [];
  const keys = outputs.map((output) => keyOf(output.expr));
  return tail.order.flatMap((item) => {
    const position = outputPosition(item.expr, outputs, binder);
    if (position === 'none') return [];
    const expr = position === undefined ? bindExpr(item.expr, scope, binder) : (outputs[position]?.expr as BoundExpr);
    const found = position ?? keys.indexOf(keyOf(expr));
    const { desc, nullsFirst } = item;
    return [{ expr, desc, nullsFirst, ...(found >= 0 ? { output: found } : {}) }];
  });
}

/** The output that an item of GROUP BY or ORDER BY names by its position; `none` when there is no such position. */
export function ordinalOf(node: ExprNode, count: number, binder: Binder): number | 'none' | undefined {
  if (node.k !== 'literal' || (node.kind !== 'integer' && node.kind !== 'bigint')) return undefined;
  const position = Number(node.value);
  if (position >= 1 && position <= count) return position - 1;
  binder.report(badOrdinal, node.at, { ordinal: node.value, count });
  return 'none';
}

function outputPosition(node: ExprNode, outputs: readonly BoundOutput[], binder: Binder): number | 'none' | undefined {
  const ordinal = ordinalOf(node, outputs.length, binder);
  if (ordinal !== undefined) return ordinal;
  if (node.k !== 'column' || node.names.length !== 1) return undefined;
  const lower = (node.names[0] as string).toLowerCase();
  const found = outputs.findIndex((output) => output.name?.toLowerCase() === lower);
  return found < 0 ? undefined : found;
}
