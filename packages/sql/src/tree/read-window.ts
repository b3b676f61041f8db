import type { Reader } from './reader.ts';
import { readExpr, readExprs, readOrder } from './read-expr.ts';
import { child, children, text, type Serialized } from './serialized.ts';
import type { ExprNode, Frame, FrameBound } from './sql-tree.ts';

/** Reads a window function. LAG's and LEAD's offset and default become ordinary arguments. */
export function readWindow(node: Serialized, at: number, reader: Reader): ExprNode {
  const name = text(node, 'function_name').toLowerCase();
  if (text(node, 'schema') !== '' || text(node, 'catalog') !== '') {
    reader.fault('construct', `The qualified function \`${text(node, 'schema')}.${name}\``, at);
    return { k: 'fault', at };
  }
  const offset = child(node, 'offset_expr');
  const fallback = child(node, 'default_expr');
  // COUNT(*) OVER () comes without the star that COUNT(*) has.
  const args = [...readExprs(children(node, 'children'), reader)];
  if (offset !== undefined) args.push(readExpr(offset, reader));
  else if (fallback !== undefined) args.push({ k: 'literal', at: -1, kind: 'integer', value: '1' });
  if (fallback !== undefined) args.push(readExpr(fallback, reader));
  const argOrder = readOrder(children(node, 'arg_orders'), reader);
  const frame = readFrame(node, reader);
  const filter = child(node, 'filter_expr');
  return {
    k: 'window',
    at,
    name: name === 'count' && args.length === 0 ? 'count_star' : name,
    args,
    partition: readExprs(children(node, 'partitions'), reader),
    order: readOrder(children(node, 'orders'), reader),
    ...(frame === undefined ? {} : { frame }),
    ...(node['distinct'] === true ? { distinct: true as const } : {}),
    ...(node['ignore_nulls'] === true ? { ignoreNulls: true as const } : {}),
    ...(filter === undefined ? {} : { filter: readExpr(filter, reader) }),
    ...(argOrder.length === 0 ? {} : { argOrder }),
  };
}

const excludes = { CURRENT_ROW: 'current-row', GROUP: 'group', TIES: 'ties' } as const;

/** Undefined for the default frame: everything up to the current row and its peers. */
function readFrame(node: Serialized, reader: Reader): Frame | undefined {
  const [from, to] = [text(node, 'start'), text(node, 'end')];
  const exclude = excludes[text(node, 'exclude_clause') as keyof typeof excludes];
  if (from === 'UNBOUNDED_PRECEDING' && to === 'CURRENT_ROW_RANGE' && exclude === undefined) return undefined;
  const mode = /_(ROWS|RANGE|GROUPS)$/.exec(from)?.[1] ?? /_(ROWS|RANGE|GROUPS)$/.exec(to)?.[1] ?? 'ROWS';
  return {
    mode: mode.toLowerCase() as Frame['mode'],
    start: bound(from, child(node, 'start_expr'), reader),
    end: bound(to, child(node, 'end_expr'), reader),
    ...(exclude === undefined ? {} : { exclude }),
  };
}

function bound(kind: string, offset: Serialized | undefined, reader: Reader): FrameBound {
  if (kind === 'UNBOUNDED_PRECEDING') return { kind: 'unbounded-preceding' };
  if (kind === 'UNBOUNDED_FOLLOWING') return { kind: 'unbounded-following' };
  if (kind.startsWith('CURRENT_ROW')) return { kind: 'current-row' };
  const side = kind.startsWith('EXPR_PRECEDING') ? 'preceding' : 'following';
  return { kind: side, ...(offset === undefined ? {} : { offset: readExpr(offset, reader) }) };
}
