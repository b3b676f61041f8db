import type { Cursor } from '../syntax/cursor.ts';
import { readArguments } from './read-arguments.ts';
import type { Call, Expression } from './expression.ts';
import { readOrderItems } from './order-item.ts';
import { readExpression } from './read-expression.ts';
import { readWindow } from './window.ts';

/** Aggregates whose values may be ordered. Source: docs `array_agg.md`, `group_concat.md`, `string_agg.md`. */
const ordered = new Set(['array_agg', 'array_agg_distinct', 'group_concat', 'string_agg']);

/** Aggregates that take a FILTER. Source: docs `SELECT/SELECT_GROUP_BY.md`, which also lists what excludes it. */
const filtered = new Set(['avg', 'count', 'max', 'min', 'sum', 'array_agg', 'array_agg_distinct']);

/** Reads a call without parentheses, such as CURRENT_DATE. Source: docs `date-time-functions/curdate.md` and its like. */
export function bareCall(cursor: Cursor): Call {
  const token = cursor.take();
  const none = { distinct: false, star: false, arguments: [], ignoreNulls: false, orderBy: [] };
  return { kind: 'call', at: token.at, last: token.at, name: token.text.toLowerCase(), ...none };
}

/** Reads `name([DISTINCT] arguments [ORDER BY ...] [SEPARATOR ...]) [FILTER (...)] [OVER (...)]`. */
export function readCall(cursor: Cursor): Call {
  const start = cursor.take();
  const name = start.text.toLowerCase();
  cursor.expect('(');
  const distinct = cursor.accept('DISTINCT');
  if (!distinct) cursor.accept('ALL');
  const star = name === 'count' && !distinct && cursor.accept('*');
  const inside = star ? { items: [], ignoreNulls: false } : readArguments(cursor, name);
  const orderBy = ordered.has(name) && cursor.accept('ORDER', 'BY') ? readOrderItems(cursor) : [];
  const separator = name === 'group_concat' && cursor.accept('SEPARATOR') ? readExpression(cursor) : undefined;
  cursor.expect(')');
  const filter = readFilter(cursor, start.at, { name, distinct, ordered: orderBy.length > 0 });
  const over = cursor.accept('OVER') ? readWindow(cursor) : undefined;
  return {
    kind: 'call',
    at: start.at,
    last: cursor.last,
    name,
    distinct,
    star,
    arguments: inside.items,
    ignoreNulls: inside.ignoreNulls,
    orderBy,
    ...(separator && { separator }),
    ...(filter && { filter }),
    ...(over && { over }),
  };
}

function readFilter(
  cursor: Cursor,
  at: number,
  call: { readonly name: string; readonly distinct: boolean; readonly ordered: boolean },
): Expression | undefined {
  if (!cursor.has('aggregateFilter') || !cursor.accept('FILTER', '(')) return undefined;
  cursor.expect('WHERE');
  const filter = readExpression(cursor);
  cursor.expect(')');
  if (!filtered.has(call.name)) cursor.reject(at, `${call.name} does not support FILTER`);
  if (call.name === 'count' && call.distinct) cursor.reject(at, 'COUNT DISTINCT does not support FILTER');
  if (call.ordered) cursor.reject(at, `${call.name} does not support FILTER together with ORDER BY`);
  return filter;
}
