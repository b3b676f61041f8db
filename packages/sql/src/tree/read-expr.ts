import { parameterAt } from './parameter-at.ts';
import type { Reader } from './reader.ts';
import { readLiteral } from './read-literal.ts';
import { readTypeNode } from './read-type.ts';
import { readQuery } from './read-query.ts';
import { readWindow } from './read-window.ts';
import { child, children, text, texts, type Serialized } from './serialized.ts';
import type { ComparisonOperator, ExprNode, OrderItem } from './sql-tree.ts';

const comparisons: Readonly<Record<string, ComparisonOperator>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOTEQUAL: '<>',
  COMPARE_LESSTHAN: '<',
  COMPARE_GREATERTHAN: '>',
  COMPARE_LESSTHANOREQUALTO: '<=',
  COMPARE_GREATERTHANOREQUALTO: '>=',
  COMPARE_DISTINCT_FROM: 'distinct',
  COMPARE_NOT_DISTINCT_FROM: 'not-distinct',
};

/** Reads an expression; what the dialect does not have becomes a fault and a node that says so. */
export function readExpr(node: Serialized, reader: Reader): ExprNode {
  if (!reader.enter()) {
    reader.leave();
    return { k: 'fault', at: -1 };
  }
  const expr = readClass(node, reader);
  reader.leave();
  const alias = text(node, 'alias');
  return alias === '' ? expr : { ...expr, as: alias };
}

/** Reads a list of expressions. */
export function readExprs(nodes: readonly Serialized[], reader: Reader): readonly ExprNode[] {
  return nodes.length === 0 ? nothing : nodes.map((node) => readExpr(node, reader));
}

/** Shared, so that ten thousand trees do not hold an empty list each. */
const nothing: readonly never[] = [];

/** Reads the items of an ORDER BY. DuckDB's default is ascending with nulls last, in both directions. */
export function readOrder(nodes: readonly Serialized[], reader: Reader): readonly OrderItem[] {
  if (nodes.length === 0) return nothing;
  return nodes.map((node) => ({
    expr: readExpr(child(node, 'expression') ?? {}, reader),
    desc: text(node, 'type') === 'DESCENDING',
    nullsFirst: /^NULLS[ _]FIRST$/.test(text(node, 'null_order')),
  }));
}

function readClass(node: Serialized, reader: Reader): ExprNode {
  const at = reader.at(node);
  switch (node['class']) {
    case 'COLUMN_REF':
      return { k: 'column', at, names: texts(node, 'column_names') };
    case 'CONSTANT':
      return readLiteral(node, at) ?? fault(reader, `A literal of this type`, at);
    case 'FUNCTION':
      return readCall(node, at, reader);
    case 'WINDOW':
      return readWindow(node, at, reader);
    case 'LAMBDA': {
      // `a -> 'b'` is read as a lambda until its left side is looked up; the dialect has JSON, not lambdas.
      const sides = [child(node, 'lhs') ?? {}, child(node, 'expr') ?? {}];
      return { k: 'call', at, name: '->', args: readExprs(sides, reader), operator: true };
    }
    case 'COMPARISON': {
      const op = comparisons[text(node, 'type')];
      if (op === undefined) return fault(reader, 'This comparison', at);
      const left = readExpr(child(node, 'left') ?? {}, reader);
      return { k: 'compare', at, op, left, right: readExpr(child(node, 'right') ?? {}, reader) };
    }
    case 'CONJUNCTION': {
      const op = text(node, 'type') === 'CONJUNCTION_OR' ? 'or' : 'and';
      return { k: 'logic', at, op, args: readExprs(children(node, 'children'), reader) };
    }
    case 'BETWEEN': {
      const part = (key: string): ExprNode => readExpr(child(node, key) ?? {}, reader);
      return { k: 'between', at, arg: part('input'), lower: part('lower'), upper: part('upper') };
    }
    case 'CASE':
      return readCase(node, at, reader);
    case 'CAST':
      return readCast(node, at, reader);
    case 'OPERATOR':
      return readOperator(node, at, reader);
    case 'SUBQUERY':
      return readSubquery(node, at, reader);
    case 'STAR':
      return readStar(node, at, reader);
    case 'PARAMETER':
      return fault(reader, 'A parameter such as `$1`', parameterAt(reader.sql, text(node, 'identifier')));
    case 'COLLATE':
      return fault(reader, 'COLLATE', reader.at(child(node, 'child') ?? {}));
    case 'POSITIONAL_REFERENCE':
      // DuckDB writes ARRAY(SELECT ...) with one, and gives it no place.
      return fault(reader, at < 0 ? '`ARRAY(SELECT ...)`' : 'A positional reference such as `#1`', at);
    default:
      return fault(reader, `This expression (${String(node['class']).toLowerCase()})`, at);
  }
}

function fault(reader: Reader, what: string, at: number): ExprNode {
  reader.fault('construct', what, at);
  return { k: 'fault', at };
}

/** True when the author wrote a schema: DuckDB itself gives `main` to special syntax such as EXTRACT. */
export function isQualified(call: Serialized, at: number, reader: Reader): boolean {
  const schema = text(call, 'schema');
  if (schema === '' && text(call, 'catalog') === '') return false;
  if (schema !== 'main' || text(call, 'catalog') !== '') return true;
  return /^(main|"main")(\s|\/\*|--|\.)/i.test(reader.sql.slice(Math.max(0, at)));
}

function readCall(node: Serialized, at: number, reader: Reader): ExprNode {
  const name = shared(text(node, 'function_name').toLowerCase());
  const schema = text(node, 'schema');
  if (isQualified(node, at, reader)) {
    return fault(reader, `The qualified function \`${schema}.${name}\``, at);
  }
  const parts = children(node, 'children');
  const named = parts.find((part) => text(part, 'alias') !== '');
  if (named !== undefined) return fault(reader, `A named argument of \`${name}\``, reader.at(named));
  if (node['export_state'] === true) return fault(reader, 'EXPORT_STATE', at);
  const order = readOrder(children(child(node, 'order_bys') ?? {}, 'orders'), reader);
  const filter = child(node, 'filter');
  return {
    k: 'call',
    at,
    name,
    args: readExprs(parts, reader),
    ...(node['is_operator'] === true ? { operator: true as const } : {}),
    ...(node['distinct'] === true ? { distinct: true as const } : {}),
    ...(filter === undefined ? {} : { filter: readExpr(filter, reader) }),
    ...(order.length === 0 ? {} : { order }),
  };
}

const names = new Map<string, string>();

/** One copy of a function's name for all trees, as far as there are not too many. */
function shared(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size < 1000) names.set(name, name);
  return name;
}

function readCase(node: Serialized, at: number, reader: Reader): ExprNode {
  const whens = children(node, 'case_checks').map((check) => ({
    when: readExpr(child(check, 'when_expr') ?? {}, reader),
    then: readExpr(child(check, 'then_expr') ?? {}, reader),
  }));
  const otherwise = child(node, 'else_expr');
  return { k: 'case', at, whens, ...(otherwise === undefined ? {} : { otherwise: readExpr(otherwise, reader) }) };
}

function readCast(node: Serialized, at: number, reader: Reader): ExprNode {
  const inner = child(node, 'child') ?? {};
  const type = readTypeNode(child(node, 'cast_type') ?? {});
  const arg = readExpr(inner, reader);
  // TRUE and FALSE come as CAST('t' AS BOOLEAN) at the word itself.
  if (type.name === 'BOOLEAN' && at < 0 && arg.k === 'literal' && reader.sql[arg.at] !== "'") {
    // `TRUE IS NOT FALSE` casts twice.
    if (arg.kind === 'boolean') return arg;
    return { k: 'literal', at: arg.at, kind: 'boolean', value: arg.value === 't' ? 'true' : 'false' };
  }
  return {
    k: 'cast',
    at: at < 0 ? arg.at : at,
    arg,
    type,
    ...(node['try_cast'] === true ? { attempt: true as const } : {}),
  };
}

function readOperator(node: Serialized, at: number, reader: Reader): ExprNode {
  const type = text(node, 'type');
  const args = readExprs(children(node, 'children'), reader);
  const [first, second, third] = args;
  const broken = (): ExprNode => fault(reader, `This operator (${type.toLowerCase()})`, at);
  if (first === undefined) return broken();
  switch (type) {
    case 'OPERATOR_IS_NULL':
    case 'OPERATOR_IS_NOT_NULL':
      return { k: 'is-null', at, negated: type === 'OPERATOR_IS_NOT_NULL', arg: first };
    case 'OPERATOR_NOT':
      return { k: 'not', at, arg: first };
    case 'OPERATOR_COALESCE':
      return { k: 'coalesce', at, args };
    case 'COMPARE_IN':
    case 'COMPARE_NOT_IN':
      return { k: 'in', at, negated: type === 'COMPARE_NOT_IN', args };
    case 'GROUPING_FUNCTION':
      return { k: 'grouping', at, args };
    case 'ARRAY_EXTRACT':
      return second === undefined ? broken() : { k: 'index', at: at < 0 ? first.at : at, arg: first, index: second };
    case 'ARRAY_SLICE':
      return args.length !== 3 || second === undefined || third === undefined
        ? fault(reader, 'A slice with a step', at < 0 ? first.at : at)
        : { k: 'slice', at: at < 0 ? first.at : at, arg: first, from: second, to: third };
    default:
      return broken();
  }
}

function readSubquery(node: Serialized, at: number, reader: Reader): ExprNode {
  const kind = ({ SCALAR: 'scalar', EXISTS: 'exists', NOT_EXISTS: 'not-exists', ANY: 'any' } as const)[
    text(node, 'subquery_type')
  ];
  const inner = child(child(node, 'subquery') ?? {}, 'node');
  const query = inner && readQuery(inner, reader);
  if (kind === undefined || query === undefined) return fault(reader, 'This subquery', at);
  const arg = child(node, 'child');
  if (arg === undefined) return { k: 'subquery', at, kind, query };
  const op = comparisons[text(node, 'comparison_type')] ?? '=';
  return { k: 'subquery', at, kind, query, arg: readExpr(arg, reader), op };
}

function readStar(node: Serialized, at: number, reader: Reader): ExprNode {
  if (node['columns'] === true || node['expr'] !== undefined) return fault(reader, 'COLUMNS(...)', at);
  const relation = text(node, 'relation_name');
  const qualified = children(node, 'qualified_exclude_list').map((item) => text(item, 'column'));
  return {
    k: 'star',
    at,
    ...(relation === '' ? {} : { relation }),
    exclude: [...texts(node, 'exclude_list'), ...qualified],
    replace: children(node, 'replace_list').map((item) => ({
      name: text(item, 'key'),
      expr: readExpr(child(item, 'value') ?? {}, reader),
    })),
    rename: children(node, 'rename_list').map((item) => ({
      from: text(child(item, 'key') ?? {}, 'column'),
      to: text(item, 'value'),
    })),
  };
}
