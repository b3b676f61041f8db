import type { Reader } from './reader.ts';
import { readExpr, readExprs, readOrder } from './read-expr.ts';
import { readFrom } from './read-from.ts';
import { child, children, text, texts, type Serialized } from './serialized.ts';
import type { CteNode, ExprNode, OrderItem, QueryNode, SelectNode, SetNode, Tail } from './sql-tree.ts';

// Shared, so that ten thousand trees do not hold an empty list each.
const nothing: readonly never[] = [];
const unordered: Tail = { order: nothing };

/** Reads a SELECT, a set operation or the body of a recursive CTE; undefined (and a fault) for anything else. */
export function readQuery(node: Serialized, reader: Reader): QueryNode | undefined {
  if (!reader.enter()) {
    reader.leave();
    return undefined;
  }
  const query = readKind(node, reader);
  reader.leave();
  return query;
}

function readKind(node: Serialized, reader: Reader): QueryNode | undefined {
  switch (node['type']) {
    case 'SELECT_NODE':
      return readSelect(node, reader);
    case 'SET_OPERATION_NODE':
      return readSet(node, reader);
    case 'RECURSIVE_CTE_NODE': {
      const left = readQuery(child(node, 'left') ?? {}, reader);
      const right = readQuery(child(node, 'right') ?? {}, reader);
      if (children(node, 'key_targets').length > 0) reader.fault('construct', 'USING KEY', -1);
      return left && right && { k: 'recursive', all: node['union_all'] === true, left, right };
    }
    default:
      reader.fault('not-a-select', String(node['type']).replaceAll('_', ' ').toLowerCase(), 0);
      return undefined;
  }
}

function readSelect(node: Serialized, reader: Reader): SelectNode {
  const items = readExprs(children(node, 'select_list'), reader);
  const from = child(node, 'from_table');
  const where = child(node, 'where_clause');
  const having = child(node, 'having');
  const qualify = child(node, 'qualify');
  if (node['sample'] !== undefined) reader.fault('construct', 'USING SAMPLE', items[0]?.at ?? 0);
  const sets = node['group_sets'];
  const { tail, distinct } = readModifiers(node, reader);
  return {
    k: 'select',
    ctes: readCtes(node, reader),
    items,
    from: from && readFrom(from, reader),
    group: readExprs(children(node, 'group_expressions'), reader),
    groupSets: Array.isArray(sets) && sets.length > 0 ? (sets as number[][]) : nothing,
    ...(where === undefined ? {} : { where: readExpr(where, reader) }),
    ...(node['aggregate_handling'] === 'FORCE_AGGREGATES' ? { groupAll: true as const } : {}),
    ...(having === undefined ? {} : { having: readExpr(having, reader) }),
    ...(qualify === undefined ? {} : { qualify: readExpr(qualify, reader) }),
    ...(distinct === undefined ? {} : { distinct }),
    ...tail,
  };
}

function readSet(node: Serialized, reader: Reader): SetNode | undefined {
  const ctes = readCtes(node, reader);
  const left = readQuery(child(node, 'left') ?? {}, reader);
  const right = readQuery(child(node, 'right') ?? {}, reader);
  const type = text(node, 'setop_type');
  const op = ({ UNION: 'union', UNION_BY_NAME: 'union', EXCEPT: 'except', INTERSECT: 'intersect' } as const)[type];
  if (left === undefined || right === undefined) return undefined;
  if (op === undefined) {
    reader.fault('construct', `This set operation (${type.toLowerCase()})`, 0);
    return undefined;
  }
  const { tail, distinct } = readModifiers(node, reader);
  return {
    k: 'set',
    ctes,
    op,
    // DuckDB leaves out what stands at its default, which is ALL.
    all: node['setop_all'] !== false,
    ...(type === 'UNION_BY_NAME' ? { byName: true as const } : {}),
    left,
    right,
    ...(distinct === undefined ? {} : { distinct }),
    ...tail,
  };
}

function readCtes(node: Serialized, reader: Reader): readonly CteNode[] {
  const entries = children(child(node, 'cte_map') ?? {}, 'map');
  if (entries.length === 0) return nothing;
  return entries.flatMap((entry) => {
    const value = child(entry, 'value') ?? {};
    const inner = child(child(value, 'query') ?? {}, 'node');
    const query = inner && readQuery(inner, reader);
    const [key] = children(value, 'key_targets');
    if (key !== undefined) reader.fault('construct', 'USING KEY', reader.at(key));
    return query === undefined ? [] : [{ name: text(entry, 'key'), columns: texts(value, 'aliases'), query }];
  });
}

function readModifiers(node: Serialized, reader: Reader): { tail: Tail; distinct: readonly ExprNode[] | undefined } {
  let distinct: readonly ExprNode[] | undefined;
  let tail: Tail = unordered;
  for (const modifier of children(node, 'modifiers')) {
    switch (modifier['type']) {
      case 'DISTINCT_MODIFIER':
        distinct = readExprs(children(modifier, 'distinct_on_targets'), reader);
        break;
      case 'ORDER_MODIFIER':
        tail = { ...tail, ...readOrderBy(children(modifier, 'orders'), reader) };
        break;
      case 'LIMIT_MODIFIER': {
        const limit = child(modifier, 'limit');
        const offset = child(modifier, 'offset');
        if (limit !== undefined) tail = { ...tail, limit: readExpr(limit, reader) };
        if (offset !== undefined) tail = { ...tail, offset: readExpr(offset, reader) };
        break;
      }
      case 'LIMIT_PERCENT_MODIFIER':
        reader.fault('construct', 'LIMIT with a percentage', reader.at(child(modifier, 'limit') ?? {}));
        break;
      default:
        reader.fault('construct', String(modifier['type']).toLowerCase(), 0);
    }
  }
  return { tail, distinct };
}

function readOrderBy(orders: readonly Serialized[], reader: Reader): Partial<Tail> {
  // `ALL` comes as a star that stands alone; any other star is refused where its expression is read.
  const [all] = orders;
  if (all === undefined || orders.length > 1 || !isBareStar(child(all, 'expression') ?? {})) {
    return { order: readOrder(orders, reader).map((item) => withoutStar(item, reader)) };
  }
  return {
    orderAll: {
      desc: text(all, 'type') === 'DESCENDING',
      nullsFirst: /^NULLS[ _]FIRST$/.test(text(all, 'null_order')),
    },
  };
}

function isBareStar(node: Serialized): boolean {
  const parts = ['expr', 'exclude_list', 'qualified_exclude_list', 'replace_list', 'rename_list'];
  const empty = (part: unknown): boolean => part === undefined || (Array.isArray(part) && part.length === 0);
  return node['class'] === 'STAR' && text(node, 'relation_name') === '' && parts.every((part) => empty(node[part]));
}

function withoutStar(item: OrderItem, reader: Reader): OrderItem {
  if (item.expr.k === 'star') reader.fault('construct', 'A star among the items of ORDER BY', item.expr.at);
  return item;
}
