import type { BoundExpr, BoundQuery } from './bound.ts';
import { keyOf } from './group-rules.ts';

/**
 * Names of the outputs that identify a row: the GROUP BY columns when all of them are outputs, or every output of a
 * DISTINCT. Empty when there is always one row; undefined when the query has no such key.
 */
export function groupKeyOf(query: BoundQuery): readonly string[] | undefined {
  if (isSingleRow(query)) return [];
  const named = query.outputs.map((output) => output.name);
  if (named.includes(undefined)) return undefined;
  if (query.k === 'set') return query.all ? undefined : (named as string[]);
  if (query.distinct?.length === 0) return named as string[];
  if (query.distinct !== undefined) return outputsOf(query.distinct, query);
  if (!query.grouped || query.groupSets !== undefined || query.group.length === 0) return undefined;
  return outputsOf(query.group, query);
}

function outputsOf(exprs: readonly BoundExpr[], query: BoundQuery): readonly string[] | undefined {
  const outputs = query.outputs.map((output) => [keyOf(output.expr), output.name as string] as const);
  const key: string[] = [];
  for (const expr of exprs) {
    const found = outputs.find(([written]) => written === keyOf(expr));
    if (found === undefined) return undefined;
    if (!key.includes(found[1])) key.push(found[1]);
  }
  return key;
}

/** True when the query gives exactly one row, whatever the data. */
export function isSingleRow(query: BoundQuery): boolean {
  if (query.k === 'set' || query.offset !== undefined || !leavesOneRow(query.limit)) return false;
  if (query.having !== undefined || query.qualify !== undefined) return false;
  if (query.grouped) return query.group.length === 0 && query.groupSets === undefined;
  return query.from === undefined && query.where === undefined && !query.outputs.some((output) => unnests(output.expr));
}

/** True without a limit, and with one that is plainly a number above zero. */
function leavesOneRow(limit: BoundExpr | undefined): boolean {
  if (limit === undefined) return true;
  return limit.k === 'literal' && /^(integer|bigint)$/.test(limit.kind) && Number(limit.value) >= 1;
}

function unnests(expr: BoundExpr): boolean {
  return expr.k === 'call' && expr.fn.name === 'unnest';
}
