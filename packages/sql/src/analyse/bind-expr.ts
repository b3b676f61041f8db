import { incomparable, notACondition, columnCountMismatch, unsupportedConstruct } from '@akili/diagnostics';
import { commonOf } from '../functions/match-form.ts';
import type { ExprNode } from '../tree/sql-tree.ts';
import { bindCall, bindWindow } from './bind-call.ts';
import { bindCast } from './bind-cast.ts';
import type { Binder, Scope } from './binder.ts';
import { newScope } from './binder.ts';
import { bindQuery } from './bind-query.ts';
import type { BoundExpr } from './bound.ts';
import { cast } from './cast-expr.ts';
import { describeType, type ExprType } from './expr-type.ts';
import { isSingleRow } from './group-key.ts';
import { broken, resolveColumn } from './resolve-column.ts';
import { commonType } from './type-rules.ts';

const boolean: ExprType = { kind: 'boolean' };

/** Resolves the names of an expression and gives every part a type. What cannot be bound is reported and `broken`. */
export function bindExpr(node: ExprNode, scope: Scope, binder: Binder): BoundExpr {
  const { at } = node;
  switch (node.k) {
    case 'column':
      return resolveColumn(node.names, at, scope, binder);
    case 'literal':
      return { k: 'literal', at, kind: node.kind, value: node.value, ...literalType(node) };
    case 'call':
      return bindCall(node, scope, binder);
    case 'window':
      return bindWindow(node, scope, binder);
    case 'compare':
      return bindComparison(node, scope, binder);
    case 'logic': {
      const args = node.args.map((arg) => bindCondition(arg, scope, binder, node.op.toUpperCase()));
      return { k: 'logic', at, op: node.op, args, type: boolean, nullable: args.some((arg) => arg.nullable) };
    }
    case 'not': {
      const arg = bindCondition(node.arg, scope, binder, 'NOT');
      return { k: 'not', at, arg, type: boolean, nullable: arg.nullable };
    }
    case 'is-null': {
      const arg = bindExpr(node.arg, scope, binder);
      return { k: 'is-null', at, negated: node.negated, arg, type: boolean, nullable: false };
    }
    case 'coalesce': {
      const args = bindTogether(node.args, at, 'COALESCE', scope, binder);
      return { k: 'coalesce', at, args, type: typeOfAll(args), nullable: args.every((arg) => arg.nullable) };
    }
    case 'in': {
      const args = bindTogether(node.args, at, 'IN', scope, binder, true);
      return { k: 'in', at, negated: node.negated, args, type: boolean, nullable: args.some((arg) => arg.nullable) };
    }
    case 'between': {
      const bound = bindTogether([node.arg, node.lower, node.upper], at, 'BETWEEN', scope, binder, true);
      const [arg, lower, upper] = bound as [BoundExpr, BoundExpr, BoundExpr];
      return { k: 'between', at, arg, lower, upper, type: boolean, nullable: bound.some((part) => part.nullable) };
    }
    case 'case':
      return bindCase(node, scope, binder);
    case 'cast':
      return bindCast(node, scope, binder);
    case 'subquery':
      return bindSubquery(node, scope, binder);
    case 'grouping': {
      const args = node.args.map((arg) => bindExpr(arg, scope, binder));
      return { k: 'grouping', at, args, type: { kind: 'bigint' }, nullable: false };
    }
    case 'index':
      return bindIndex(node, scope, binder);
    case 'slice': {
      if (node.from === undefined || node.to === undefined) return broken(at);
      const [arg, from, to] = [node.arg, node.from, node.to].map((part) => bindExpr(part, scope, binder)) as [
        BoundExpr,
        BoundExpr,
        BoundExpr,
      ];
      return { k: 'slice', at, arg, from, to, type: arg.type, nullable: arg.nullable };
    }
    case 'star':
      binder.report(unsupportedConstruct, at, { what: '`*` inside an expression' });
      return broken(at);
    case 'fault':
      return broken(at);
  }
}

/** Binds what must be boolean; `where` is what the message calls it. */
export function bindCondition(node: ExprNode, scope: Scope, binder: Binder, where: string): BoundExpr {
  const bound = bindExpr(node, scope, binder);
  if (bound.type !== undefined && bound.type.kind !== 'boolean' && bound.type.kind !== 'null') {
    binder.report(notACondition, node.at, { where, type: describeType(bound.type) });
  }
  return bound;
}

function literalType(node: Extract<ExprNode, { k: 'literal' }>): { type: ExprType; nullable: boolean } {
  if (node.kind === 'null') return { type: { kind: 'null' }, nullable: true };
  if (node.kind !== 'decimal') return { type: { kind: node.kind }, nullable: false };
  const scale = node.scale ?? 0;
  const digits = node.value.replace(/[-.]/g, '').replace(/^0+(?=\d)/, '').length;
  return { type: { kind: 'decimal', precision: Math.min(38, Math.max(digits, scale, 1)), scale }, nullable: false };
}

/** Binds expressions that must have one type, and gives it to them; what is only `compared` keeps all its digits. */
export function bindTogether(
  nodes: readonly ExprNode[],
  at: number,
  what: string,
  scope: Scope,
  binder: Binder,
  compared = false,
): readonly BoundExpr[] {
  return together(
    nodes.map((node) => bindExpr(node, scope, binder)),
    at,
    what,
    binder,
    compared,
  );
}

/** Gives bound expressions one type, where they have one; otherwise that is a finding. */
export function together(
  bound: readonly BoundExpr[],
  at: number,
  what: string,
  binder: Binder,
  compared = false,
): readonly BoundExpr[] {
  const common = commonOf(bound);
  if (common === 'unknown') return bound;
  if (common !== undefined) return bound.map((expr) => cast(expr, common, { implicit: true, compared }));
  const [left, right] = firstClash(bound);
  binder.report(incomparable, at, { left: describeType(left), right: describeType(right), what });
  return bound;
}

function firstClash(bound: readonly BoundExpr[]): readonly [ExprType | undefined, ExprType | undefined] {
  let common: ExprType = { kind: 'null' };
  for (const { type } of bound) {
    const next: ExprType | undefined = type && commonType(common, type);
    if (next === undefined) return [common, type];
    common = next;
  }
  return [common, common];
}

/** The common type of expressions that were brought together. */
export function typeOfAll(bound: readonly BoundExpr[]): ExprType | undefined {
  const common = commonOf(bound);
  return common === 'unknown' ? undefined : common;
}

function bindComparison(node: Extract<ExprNode, { k: 'compare' }>, scope: Scope, binder: Binder): BoundExpr {
  const words = node.op === 'distinct' || node.op === 'not-distinct' ? 'IS DISTINCT FROM' : `\`${node.op}\``;
  const [left, right] = bindTogether([node.left, node.right], node.at, words, scope, binder, true) as [
    BoundExpr,
    BoundExpr,
  ];
  const nullable = node.op !== 'distinct' && node.op !== 'not-distinct' && (left.nullable || right.nullable);
  return { k: 'compare', at: node.at, op: node.op, left, right, type: boolean, nullable };
}

function bindCase(node: Extract<ExprNode, { k: 'case' }>, scope: Scope, binder: Binder): BoundExpr {
  const conditions = node.whens.map((item) => bindCondition(item.when, scope, binder, 'WHEN'));
  const results = node.whens.map((item) => item.then);
  // DuckDB writes the missing ELSE as NULL; printing it back says the same.
  const bound = bindTogether([...results, ...(node.otherwise ? [node.otherwise] : [])], node.at, 'CASE', scope, binder);
  const otherwise = node.otherwise === undefined ? undefined : bound.at(-1);
  const whens = conditions.map((when, i) => ({ when, then: bound[i] as BoundExpr }));
  const nullable = otherwise === undefined || bound.some((result) => result.nullable);
  return { k: 'case', at: node.at, whens, otherwise, type: typeOfAll(bound), nullable };
}

function bindSubquery(node: Extract<ExprNode, { k: 'subquery' }>, scope: Scope, binder: Binder): BoundExpr {
  const { at, kind } = node;
  const inner = newScope(scope, scope.ctes);
  const query = bindQuery(node.query, inner, binder);
  const correlated = inner.correlated ? { correlated: true as const } : {};
  if (kind === 'exists' || kind === 'not-exists') {
    return { k: 'subquery', at, kind, query, ...correlated, type: boolean, nullable: false };
  }
  if (query.outputs.length !== 1) {
    binder.report(columnCountMismatch, at, { what: 'The subquery', expected: 1, actual: query.outputs.length });
    return broken(at);
  }
  const output = query.outputs[0]?.expr as BoundExpr;
  if (node.arg === undefined) {
    // No row is NULL.
    const nullable = output.nullable || !isSingleRow(query);
    return { k: 'subquery', at, kind, query, ...correlated, type: output.type, nullable };
  }
  const arg = bindExpr(node.arg, scope, binder);
  if (arg.type !== undefined && output.type !== undefined && commonType(arg.type, output.type) === undefined) {
    const what = node.op === '=' ? 'IN' : `\`${node.op} ANY\``;
    binder.report(incomparable, at, { left: describeType(arg.type), right: describeType(output.type), what });
  }
  return { k: 'subquery', at, kind, query, ...correlated, arg, op: node.op ?? '=', type: boolean, nullable: true };
}

function bindIndex(node: Extract<ExprNode, { k: 'index' }>, scope: Scope, binder: Binder): BoundExpr {
  const arg = bindExpr(node.arg, scope, binder);
  const index = bindExpr(node.index, scope, binder);
  if (arg.type !== undefined && arg.type.kind !== 'array') {
    binder.report(incomparable, node.at, { left: 'array', right: describeType(arg.type), what: '`[...]`' });
    return broken(node.at);
  }
  return { k: 'index', at: node.at, arg, index, type: arg.type?.of, nullable: true };
}
