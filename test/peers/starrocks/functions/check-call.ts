import type { Call } from '../expression/expression.ts';
import type { Version } from '../version.ts';
import { functionOf } from './function-of.ts';
import type { FunctionEntry } from './function-entry.ts';
import { unitArguments } from './unit-arguments.ts';

/** Window functions that refuse a frame. Source: docs `Window_function.md`. */
const frameless = new Set(['cume_dist', 'dense_rank', 'lag', 'lead', 'ntile', 'percent_rank', 'rank', 'row_number']);

/** Window functions that need an ORDER BY. Source: same. */
const needsOrder = new Set(['cume_dist', 'percent_rank']);

/** What the server says against a call, or nothing. `place` tells a function in FROM from one in a value. */
export function checkCall(call: Call, place: 'value' | 'relation', version: Version): string | undefined {
  const entry = functionOf(call.name, version);
  const known = entry !== undefined && (entry.role === 'table') === (place === 'relation');
  const count = call.arguments.length;
  const fits = known && (call.star || (count >= entry.least && count <= entry.most));
  return fits ? (checkUnit(call) ?? checkOver(call, entry)) : noMatch(call);
}

/**
 * Unknown names and wrong numbers of arguments get the same sentence from the server, with the types of the arguments; types
 * are not known here, so each stands as `?`. Source of the wording: StarRocks issue 2546.
 */
function noMatch(call: Call): string {
  return `No matching function with signature: ${call.name}(${call.arguments.map(() => '?').join(', ')})`;
}

function checkUnit(call: Call): string | undefined {
  const units = unitArguments.get(call.name);
  if (units === undefined) return undefined;
  const [unit] = call.arguments;
  if (unit?.kind !== 'literal' || unit.type !== 'string')
    return `${call.name} requires first parameter must be a string constant`;
  if (units.includes(unit.text.toLowerCase())) return undefined;
  return `${call.name} function can't support argument other than ${units.join('|')}`;
}

function checkOver(call: Call, entry: FunctionEntry): string | undefined {
  if (call.distinct && entry.role !== 'aggregate') return `${call.name} does not support DISTINCT`;
  if (call.over === undefined) {
    return entry.role === 'window' ? `Window function ${call.name} must be used with an OVER clause` : undefined;
  }
  if (entry.role !== 'window' && entry.role !== 'aggregate')
    return `OVER clause requires an aggregate or window function: ${call.name}`;
  if (call.distinct) return `DISTINCT not allowed in analytic function: ${call.name}`;
  if (call.over.frame && frameless.has(call.name)) return `Windowing clause not allowed with '${call.name}'`;
  if (needsOrder.has(call.name) && call.over.orderBy.length === 0) return `${call.name} requires an ORDER BY clause`;
  return undefined;
}
