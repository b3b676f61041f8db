import { didYouMean, impossibleCast, unknownType, unsupportedConstruct } from '@akili/diagnostics';
import type { ExprNode } from '../tree/sql-tree.ts';
import type { TypeNode } from '../tree/type-node.ts';
import { bindExpr } from './bind-expr.ts';
import type { Binder, Scope } from './binder.ts';
import type { BoundExpr, IntervalUnit } from './bound.ts';
import { cast } from './cast-expr.ts';
import { describeType, type ExprType } from './expr-type.ts';
import { broken } from './resolve-column.ts';
import { asDecimal, isCanonical, isNumeric } from './type-rules.ts';

const plain: Readonly<Record<string, ExprType>> = {
  BOOLEAN: { kind: 'boolean' },
  INTEGER: { kind: 'integer' },
  BIGINT: { kind: 'bigint' },
  HUGEINT: { kind: 'hugeint' },
  FLOAT: { kind: 'float' },
  DOUBLE: { kind: 'double' },
  VARCHAR: { kind: 'varchar' },
  DATE: { kind: 'date' },
  TIMESTAMP: { kind: 'timestamp' },
  UUID: { kind: 'uuid' },
  JSON: { kind: 'json' },
  BLOB: { kind: 'blob' },
};

/** Binds a cast. An interval becomes its parts; a type that the dialect does not have is a finding. */
export function bindCast(node: Extract<ExprNode, { k: 'cast' }>, scope: Scope, binder: Binder): BoundExpr {
  if (node.type.name === 'INTERVAL') return bindIntervalText(node, binder);
  const to = typeOf(node.type);
  const arg = bindExpr(node.arg, scope, binder);
  if (to === undefined) {
    const suggestion = didYouMean(node.type.name, Object.keys(plain));
    const same = suggestion?.toUpperCase() === node.type.name;
    binder.report(unknownType, node.at, { name: node.type.name, suggestion: same ? undefined : suggestion });
    return broken(node.at);
  }
  if (arg.type !== undefined && !convertible(arg.type, to)) {
    binder.report(impossibleCast, node.at, { from: describeType(arg.type), to: describeType(to) });
    return { ...broken(node.at), type: to };
  }
  return cast(arg, to, { attempt: node.attempt === true, at: node.at });
}

function typeOf(node: TypeNode): ExprType | undefined {
  if (node.name === 'DECIMAL') return { kind: 'decimal', precision: node.width ?? 18, scale: node.scale ?? 0 };
  if (node.name !== 'LIST' || node.of === undefined) return plain[node.name];
  const of = typeOf(node.of);
  return of !== undefined && isCanonical(of) ? { kind: 'array', of } : undefined;
}

function convertible(from: ExprType, to: ExprType): boolean {
  if (from.kind === to.kind || from.kind === 'null' || from.kind === 'varchar') return true;
  if (to.kind === 'varchar') return from.kind !== 'interval';
  if (isNumeric(from)) return isNumeric(to) || (to.kind === 'boolean' && asDecimal(from)?.scale === 0);
  if (from.kind === 'boolean') return asDecimal(to)?.scale === 0;
  const temporal = ['date', 'timestamp'];
  if (temporal.includes(from.kind)) return temporal.includes(to.kind);
  return from.kind === 'json' && to.kind !== 'array' && to.kind !== 'blob';
}

const units: Readonly<Record<string, readonly [IntervalUnit, number]>> = {
  year: ['year', 1],
  quarter: ['month', 3],
  month: ['month', 1],
  mon: ['month', 1],
  week: ['week', 1],
  day: ['day', 1],
  hour: ['hour', 1],
  minute: ['minute', 1],
  min: ['minute', 1],
  second: ['second', 1],
  sec: ['second', 1],
};

/** `INTERVAL '1 month 2 days'`: whole counts of named units. */
function bindIntervalText(node: Extract<ExprNode, { k: 'cast' }>, binder: Binder): BoundExpr {
  const text = node.arg.k === 'literal' && node.arg.kind === 'varchar' ? node.arg.value.trim().toLowerCase() : '';
  const parts = [...text.matchAll(/([-+]?\d{1,9})\s*([a-z]+?)s?(?=[\s,]|[-+\d]|$)/g)];
  const bound = parts.map(([, count, unit]) => {
    const known = units[unit as string];
    return known && { count: integer(Number(count) * known[1], node.at), unit: known[0] };
  });
  const whole =
    parts
      .map(([part]) => part)
      .join('')
      .replace(/[\s,]/g, '') === text.replace(/[\s,]/g, '');
  if (bound.length === 0 || !whole || bound.includes(undefined)) {
    binder.report(unsupportedConstruct, node.at, { what: 'An interval other than whole counts of named units' });
    return broken(node.at);
  }
  const found = bound.filter((part) => part !== undefined);
  return { k: 'interval', at: node.at, parts: found, type: { kind: 'interval' }, nullable: false };
}

function integer(value: number, at: number): BoundExpr {
  return { k: 'literal', at, kind: 'integer', value: String(value), type: { kind: 'integer' }, nullable: false };
}

const makers: Readonly<Record<string, string>> = {
  to_years: 'year',
  to_quarters: 'quarter',
  to_months: 'month',
  to_weeks: 'week',
  to_days: 'day',
  to_hours: 'hour',
  to_minutes: 'minute',
  to_seconds: 'second',
};

/** `INTERVAL (i) DAY` comes as `to_days(CAST(trunc(CAST(i AS DOUBLE)) AS INTEGER))`; undefined for other calls. */
export function bindIntervalMaker(
  node: Extract<ExprNode, { k: 'call' }>,
  scope: Scope,
  binder: Binder,
): BoundExpr | undefined {
  const name = makers[node.name];
  let counted = node.args[0];
  if (name === undefined || counted === undefined || node.args.length !== 1) return undefined;
  for (;;) {
    if (counted.k === 'cast') counted = counted.arg;
    else if (counted.k === 'call' && counted.name === 'trunc' && counted.args[0]) counted = counted.args[0];
    else break;
  }
  // `INTERVAL '90' DAY`, as the standard writes it, comes as a cast of the text.
  const quoted =
    counted.k === 'literal' && counted.kind === 'varchar' ? /^\s*([-+]?\d{1,9})\s*$/.exec(counted.value) : null;
  const count = quoted ? integer(Number(quoted[1]), counted.at) : bindExpr(counted, scope, binder);
  const [unit, factor] = units[name] as readonly [IntervalUnit, number];
  if (count.type !== undefined && count.type.kind !== 'integer' && count.type.kind !== 'bigint') {
    binder.report(unsupportedConstruct, node.at, { what: 'An interval whose count is not an integer' });
    return broken(node.at);
  }
  if (factor !== 1 && count.k !== 'literal') {
    binder.report(unsupportedConstruct, node.at, { what: 'A computed interval of quarters' });
    return broken(node.at);
  }
  const part = { count: count.k === 'literal' ? integer(Number(count.value) * factor, node.at) : count, unit };
  return { k: 'interval', at: node.at, parts: [part], type: { kind: 'interval' }, nullable: count.nullable };
}
