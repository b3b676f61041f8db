import { columnCountMismatch, duplicateAlias, incomparable, unsupportedConstruct } from '@akili/diagnostics';
import type { CteNode, QueryNode, RecursiveNode, SetNode, Tail } from '../tree/sql-tree.ts';
import { bindExpr } from './bind-expr.ts';
import { columnsOf } from './bind-from.ts';
import { bindOrder } from './bind-order.ts';
import { bindSelect } from './bind-select.ts';
import { newScope, type Binder, type CteScope, type Scope } from './binder.ts';
import type { BoundCte, BoundExpr, BoundOutput, BoundQuery, BoundRelation, BoundSet } from './bound.ts';
import { describeType } from './expr-type.ts';
import { commonType } from './type-rules.ts';

/** Binds a query. `scope` is fresh and its own: relations of the query are added to it. */
export function bindQuery(node: QueryNode, scope: Scope, binder: Binder): BoundQuery {
  if (node.k === 'recursive') return bindSides(node, [], scope, binder);
  const { inner, ctes } = bindCtes(node.ctes, scope, binder);
  const bound = node.k === 'select' ? bindSelect(node, inner, ctes, binder) : bindSet(node, inner, ctes, binder);
  scope.correlated ||= inner.correlated;
  return bound;
}

function bindSet(node: SetNode, scope: Scope, ctes: readonly BoundCte[], binder: Binder): BoundSet {
  const set = bindSides(node, ctes, scope, binder);
  return { ...set, ...bindTail(node, set, scope, binder) };
}

function bindCtes(
  nodes: readonly CteNode[],
  scope: Scope,
  binder: Binder,
): { readonly inner: Scope; readonly ctes: readonly BoundCte[] } {
  if (nodes.length === 0) return { inner: scope, ctes: [] };
  const byName = new Map<string, BoundCte>();
  const cteScope: CteScope = { byName, parent: scope.ctes };
  const inner: Scope = { ...scope, ctes: cteScope };
  const ctes: BoundCte[] = [];
  for (const node of nodes) {
    const lower = node.name.toLowerCase();
    if (byName.has(lower)) binder.report(duplicateAlias, -1, { name: node.name });
    const cte = bindCte(node, scope, cteScope, byName, binder);
    byName.set(lower, cte);
    ctes.push(cte);
  }
  return { inner, ctes };
}

function bindCte(node: CteNode, scope: Scope, ctes: CteScope, byName: Map<string, BoundCte>, binder: Binder): BoundCte {
  const named = (query: BoundQuery): BoundCte['columns'] =>
    columnsOf(query).map((column, i) => ({ ...column, name: node.columns[i] ?? column.name }));
  if (node.query.k !== 'recursive') {
    const query = bindQuery(node.query, newScope(scope.parent, ctes), binder);
    return { name: node.name, columns: named(query), query };
  }
  // The first side gives the columns that the second may read.
  const first = bindQuery(node.query.left, newScope(scope.parent, ctes), binder);
  const columns = named(first).map((column) => ({ ...column, nullable: true }));
  const cte: BoundCte = { name: node.name, columns, query: undefined };
  byName.set(node.name.toLowerCase(), cte);
  const second = bindQuery(node.query.right, newScope(scope.parent, ctes), binder);
  cte.query = { ...setOf(first, second, 'union', node.query.all, binder), recursive: true };
  return cte;
}

function bindSides(node: SetNode | RecursiveNode, ctes: readonly BoundCte[], scope: Scope, binder: Binder): BoundSet {
  const left = newScope(scope.parent, scope.ctes);
  const right = newScope(scope.parent, scope.ctes);
  const first = bindQuery(node.left, left, binder);
  const second = bindQuery(node.right, right, binder);
  scope.correlated ||= left.correlated || right.correlated;
  if (node.k === 'set' && node.byName) binder.report(unsupportedConstruct, -1, { what: 'UNION BY NAME' });
  if (node.k === 'set' && node.distinct)
    binder.report(unsupportedConstruct, -1, { what: 'DISTINCT of a set operation' });
  const op = node.k === 'set' ? node.op : 'union';
  return { ...setOf(first, second, op, node.all, binder), ctes };
}

function setOf(left: BoundQuery, right: BoundQuery, op: BoundSet['op'], all: boolean, binder: Binder): BoundSet {
  const partial = left.partial === true || right.partial === true;
  if (left.outputs.length !== right.outputs.length && !partial) {
    binder.report(columnCountMismatch, right.outputs[0]?.expr.at ?? -1, {
      what: `The second side of ${op.toUpperCase()}`,
      expected: left.outputs.length,
      actual: right.outputs.length,
    });
  }
  const relation: BoundRelation = {
    alias: '__akili_s',
    columns: [],
    open: false,
    outer: false,
    source: { kind: 'values', rows: [] },
  };
  const outputs = left.outputs.map((output, i): BoundOutput => {
    const other = right.outputs[i]?.expr ?? output.expr;
    const name = output.name ?? `__akili_c${i + 1}`;
    const expr = meet(name, output.expr, other, op, relation, binder);
    relation.columns.push({ name, type: expr.type, nullable: expr.nullable });
    return { name: output.name, expr };
  });
  const tail = { order: [], limit: undefined, offset: undefined };
  const parts = { op, all, left, right, recursive: false, outputs, ...(partial ? { partial } : {}) };
  return { k: 'set', ctes: [], ...parts, ...tail };
}

function meet(
  name: string,
  a: BoundExpr,
  b: BoundExpr,
  op: BoundSet['op'],
  relation: BoundRelation,
  binder: Binder,
): BoundExpr {
  const type = a.type && b.type && commonType(a.type, b.type);
  if (a.type !== undefined && b.type !== undefined && type === undefined) {
    const what = op.toUpperCase();
    binder.report(incomparable, b.at, { left: describeType(a.type), right: describeType(b.type), what });
  }
  const either = op === 'union' ? a.nullable || b.nullable : a.nullable;
  const nullable = op === 'intersect' ? a.nullable && b.nullable : either;
  return { k: 'column', at: a.at, relation, name, type, nullable };
}

function bindTail(
  node: Tail,
  set: BoundSet,
  scope: Scope,
  binder: Binder,
): Pick<BoundSet, 'order' | 'limit' | 'offset'> {
  const sorted = newScope(scope.parent, scope.ctes);
  const first = set.outputs[0]?.expr;
  if (first?.k === 'column') sorted.relations.push(first.relation);
  const order = bindOrder(node, set.outputs, sorted, binder);
  return {
    order,
    limit: node.limit && bindExpr(node.limit, sorted, binder),
    offset: node.offset && bindExpr(node.offset, sorted, binder),
  };
}
