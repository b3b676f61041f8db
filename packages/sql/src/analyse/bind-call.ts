import { aggregateMisuse, didYouMean, unknownFunction, unsupportedConstruct, wrongArguments } from '@akili/diagnostics';
import type { FunctionEntry } from '../functions/entry.ts';
import { matchForm } from '../functions/match-form.ts';
import { functionNamed, functionNames } from '../functions/registry.ts';
import type { ExprNode, Frame, OrderItem } from '../tree/sql-tree.ts';
import { bindIntervalMaker } from './bind-cast.ts';
import { bindCondition, bindExpr } from './bind-expr.ts';
import type { Binder, Scope } from './binder.ts';
import type { BoundCall, BoundExpr, BoundFrame, BoundOrder } from './bound.ts';
import { cast } from './cast-expr.ts';
import { describeType } from './expr-type.ts';
import { isAggregated } from './group-rules.ts';
import { broken } from './resolve-column.ts';

/** Binds a function or operator. What is not in the registry is refused by name. */
export function bindCall(node: Extract<ExprNode, { k: 'call' }>, scope: Scope, binder: Binder): BoundExpr {
  const interval = bindIntervalMaker(node, scope, binder);
  if (interval !== undefined) return interval;
  const [within] = node.order ?? [];
  if (within !== undefined && node.args.length === 1 && /^quantile_(cont|disc)$/.test(node.name)) {
    return bindWithinGroup(node, within, scope, binder);
  }
  const entry = functionNamed(node.name);
  // Inside an aggregate a name is a column: an output may well be an aggregate itself.
  const { aliasFirst } = scope;
  if (entry?.kind === 'aggregate') scope.aliasFirst = false;
  const args = inOrder(node).map((arg) => bindExpr(arg, scope, binder));
  scope.aliasFirst = aliasFirst;
  const shifted = bindShift(node, args);
  if (shifted !== undefined) return shifted;
  if (entry === undefined || entry.family === 'table') return unknown(node.name, node.at, args, binder);
  if (entry.kind === 'window') {
    binder.report(aggregateMisuse, node.at, { what: `\`${node.name}\` without OVER`, where: 'an expression' });
    return broken(node.at);
  }
  if (entry.kind === 'scalar' && (node.distinct || node.filter || node.order)) {
    binder.report(unsupportedConstruct, node.at, { what: `DISTINCT, ORDER BY or FILTER in \`${node.name}\`` });
    return broken(node.at);
  }
  if (entry.kind === 'aggregate' && args.some(isAggregated)) {
    binder.report(aggregateMisuse, node.at, { what: 'An aggregate of an aggregate', where: 'one query' });
    return broken(node.at);
  }
  const order = node.order?.map((item) => bindOrderItem(item, scope, binder));
  const call = finish(entry, node.name, node.at, args, binder);
  if (call === undefined) return broken(node.at);
  return {
    ...call,
    ...(node.distinct ? { distinct: true as const } : {}),
    ...(node.filter ? { filter: bindCondition(node.filter, scope, binder, 'FILTER') } : {}),
    ...(order ? { order } : {}),
  };
}

/** STRFTIME takes its format first or second. */
function inOrder(node: Extract<ExprNode, { k: 'call' }>): readonly ExprNode[] {
  const [first, second] = node.args;
  const swapped = node.name === 'strftime' && first?.k === 'literal' && second !== undefined && second.k !== 'literal';
  return swapped ? [second, first] : node.args;
}

/** `PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY x)` comes as `quantile_cont(p ORDER BY x)`: it is `quantile_cont(x, p)`. */
function bindWithinGroup(
  node: Extract<ExprNode, { k: 'call' }>,
  within: OrderItem,
  scope: Scope,
  binder: Binder,
): BoundExpr {
  if (within.desc) {
    binder.report(unsupportedConstruct, node.at, { what: 'A descending WITHIN GROUP' });
    return broken(node.at);
  }
  const { order: _, ...rest } = node;
  return bindCall({ ...rest, args: [within.expr, ...node.args] }, scope, binder);
}

/** Binds a window function or an aggregate with OVER. */
export function bindWindow(node: Extract<ExprNode, { k: 'window' }>, scope: Scope, binder: Binder): BoundExpr {
  const args = node.args.map((arg) => bindExpr(arg, scope, binder));
  const entry = functionNamed(node.name);
  if (entry === undefined) return unknown(node.name, node.at, args, binder);
  if (entry.kind === 'scalar') {
    binder.report(aggregateMisuse, node.at, { what: `\`${node.name}\``, where: 'OVER' });
    return broken(node.at);
  }
  if (node.argOrder !== undefined) {
    binder.report(unsupportedConstruct, node.at, { what: 'ORDER BY inside a window function' });
    return broken(node.at);
  }
  const call = finish(entry, node.name, node.at, args, binder, node.frame !== undefined);
  if (call === undefined) return broken(node.at);
  const frame = node.frame && bindFrame(node.frame, scope, binder);
  return {
    ...call,
    ...(node.distinct ? { distinct: true as const } : {}),
    ...(node.filter ? { filter: bindCondition(node.filter, scope, binder, 'FILTER') } : {}),
    over: {
      partition: node.partition.map((expr) => bindExpr(expr, scope, binder)),
      order: node.order.map((item) => bindOrderItem(item, scope, binder)),
      ...(frame ? { frame } : {}),
      ...(node.ignoreNulls ? { ignoreNulls: true as const } : {}),
    },
  };
}

/** Binds an ORDER BY item that is an expression. */
export function bindOrderItem(item: OrderItem, scope: Scope, binder: Binder): BoundOrder {
  return { expr: bindExpr(item.expr, scope, binder), desc: item.desc, nullsFirst: item.nullsFirst };
}

function bindFrame(frame: Frame, scope: Scope, binder: Binder): BoundFrame {
  const side = (bound: Frame['start']): BoundFrame['start'] => ({
    kind: bound.kind,
    ...(bound.offset ? { offset: bindExpr(bound.offset, scope, binder) } : {}),
  });
  return {
    mode: frame.mode,
    start: side(frame.start),
    end: side(frame.end),
    ...(frame.exclude ? { exclude: frame.exclude } : {}),
  };
}

function finish(
  entry: FunctionEntry,
  name: string,
  at: number,
  args: readonly BoundExpr[],
  binder: Binder,
  framed = false,
): BoundCall | undefined {
  if (args.some((arg) => arg.k === 'broken')) return undefined;
  const match = matchForm(entry, args);
  if (match === undefined) {
    const given = args.map((arg) => describeType(arg.type)).join(', ');
    binder.report(wrongArguments, at, { name, given, expected: expectedOf(entry) });
    return undefined;
  }
  if (entry.depends) binder.depends[entry.depends] = true;
  return {
    k: 'call',
    at,
    fn: entry,
    form: match.form,
    args: match.args,
    type: match.type,
    nullable: entry.nullable?.(match.args, framed) ?? nullabilityOf(entry, match.args),
  };
}

function nullabilityOf(entry: FunctionEntry, args: readonly BoundExpr[]): boolean {
  const rule = entry.nulls ?? (entry.kind === 'scalar' ? 'strict' : 'always');
  if (rule === 'all') return args.every((arg) => arg.nullable);
  return rule === 'always' || (rule === 'strict' && args.some((arg) => arg.nullable));
}

function expectedOf(entry: FunctionEntry): string {
  return entry.forms.map((form) => `(${(form.takes.split('->')[0] ?? '').replace(/[=~]/g, '').trim()})`).join(' or ');
}

function unknown(name: string, at: number, args: readonly BoundExpr[], binder: Binder): BoundExpr {
  // A broken argument has its own finding, but an unknown function is worth saying besides.
  void args;
  const suggestion = /^\W/.test(name) ? undefined : didYouMean(name, functionNames());
  binder.report(unknownFunction, at, { name, suggestion });
  return broken(at);
}

/** `ts + INTERVAL ...`, `ts - INTERVAL ...`, `date_add(ts, INTERVAL ...)`. */
function bindShift(node: Extract<ExprNode, { k: 'call' }>, args: readonly BoundExpr[]): BoundExpr | undefined {
  const [a, b] = args;
  if (a === undefined || b === undefined || args.length !== 2) return undefined;
  if (node.name !== '+' && node.name !== '-' && node.name !== 'date_add') return undefined;
  const [arg, by] = a.k === 'interval' && node.name === '+' ? [b, a] : [a, b];
  if (by.k !== 'interval') return undefined;
  if (arg.type !== undefined && !/^(date|timestamp|null|varchar)$/.test(arg.type.kind)) return undefined;
  if (arg.type?.kind === 'varchar' && arg.k !== 'literal') return undefined;
  return {
    k: 'shift',
    at: node.at,
    arg: arg.type?.kind === 'timestamp' ? arg : cast(arg, { kind: 'timestamp' }, { implicit: true }),
    by,
    minus: node.name === '-',
    type: { kind: 'timestamp' },
    nullable: arg.nullable || by.nullable,
  };
}
