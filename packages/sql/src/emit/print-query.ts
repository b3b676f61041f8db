import type { BoundCte, BoundOrder, BoundQuery, BoundSelect, BoundSet } from '../analyse/bound.ts';
import type { ExprType } from '../analyse/expr-type.ts';
import { outputType } from '../analyse/type-rules.ts';
import { columnsOf } from '../analyse/bind-from.ts';
import { losesDigits, tellsApart } from './early-cast.ts';
import { printOutput } from './output-cast.ts';
import { orderText } from './print-call.ts';
import { printExpr } from './print-expr.ts';
import { printFrom } from './print-from.ts';
import { printSelectInSubquery } from './print-filtered.ts';
import type { Printer } from './printer.ts';

export interface QueryOptions {
  /** On one line, as in a subquery. */
  readonly inline: boolean;
  /** What the outputs are called; by default what the query calls them. */
  readonly names?: readonly string[];
  /** The types that the outputs must have exactly; by default those that come by themselves. */
  readonly types?: readonly (ExprType | undefined)[];
}

/** Prints a query for the printer's target. */
export function printQuery(query: BoundQuery, printer: Printer, options: QueryOptions): string {
  const names = options.names ?? columnsOf(query).map((column) => column.name);
  const newline = options.inline ? ' ' : '\n';
  const body =
    query.k === 'set'
      ? printSet(query, names, printer, options)
      : needsSubquery(query, printer)
        ? printSelectInSubquery(query, names, printer, options)
        : printSelect(query, names, printer, options);
  return `${printCtes(query.ctes, printer, newline)}${body}`;
}

/** QUALIFY and DISTINCT ON exist in DuckDB alone with this meaning. */
function needsSubquery(select: BoundSelect, printer: Printer): boolean {
  const distinctOn = select.distinct !== undefined && select.distinct.length > 0;
  return printer.target !== 'duckdb' && (select.qualify !== undefined || distinctOn);
}

function printCtes(ctes: readonly BoundCte[], printer: Printer, newline: string): string {
  if (ctes.length === 0) return '';
  const recursive = ctes.some((cte) => cte.query?.k === 'set' && cte.query.recursive);
  if (recursive && printer.target === 'starrocks') {
    printer.refuse(ctes[0]?.query?.outputs[0]?.expr.at ?? -1, 'WITH RECURSIVE');
  }
  const parts = ctes.map((cte) => {
    const names = cte.columns.map((column) => column.name);
    // A recursive query names its columns up front: the second side does not say them again.
    const list = cte.query?.k === 'set' && cte.query.recursive ? `(${names.map(printer.quote).join(', ')})` : '';
    const text = cte.query === undefined ? '' : printQuery(cte.query, printer, { inline: newline === ' ', names });
    return `${printer.quote(cte.name)}${list} AS (${newline === ' ' ? text : `\n${text}\n`})`;
  });
  return `WITH ${recursive ? 'RECURSIVE ' : ''}${parts.join(`,${newline}`)}${newline}`;
}

/** The SELECT list of a query, each output with its name and, where asked, its exact type. */
export function printItems(
  select: BoundSelect,
  names: readonly string[],
  printer: Printer,
  options: QueryOptions,
): readonly string[] {
  return select.outputs.map((output, i) => {
    const text = printOutput(output.expr, options.types?.[i], printer).text;
    return `${text} AS ${printer.quote(names[i] ?? '')}`;
  });
}

/** FROM to HAVING, each clause a text. */
export function printClauses(select: BoundSelect, printer: Printer, options: QueryOptions): readonly string[] {
  const newline = options.inline ? ' ' : '\n';
  const clauses: string[] = [];
  if (select.from !== undefined) clauses.push(`FROM ${printFrom(select.from, printer, newline)}`);
  if (select.where !== undefined) clauses.push(`WHERE ${printExpr(select.where, printer).text}`);
  const group = printGroup(select, printer);
  if (group !== '') clauses.push(group);
  if (select.having !== undefined) clauses.push(`HAVING ${printExpr(select.having, printer).text}`);
  return clauses;
}

function printGroup(select: BoundSelect, printer: Printer): string {
  const written = select.group.map((expr) => {
    const text = printExpr(expr, printer).text;
    // A bare literal would be read as a position.
    return expr.k === 'literal' && expr.type !== undefined ? printer.cast(text, expr.type) : text;
  });
  if (select.groupSets === undefined) return written.length === 0 ? '' : `GROUP BY ${written.join(', ')}`;
  const sets = select.groupSets.map((set) => `(${set.map((i) => written[i]).join(', ')})`);
  return `GROUP BY GROUPING SETS (${sets.join(', ')})`;
}

function printSelect(select: BoundSelect, names: readonly string[], printer: Printer, options: QueryOptions): string {
  const newline = options.inline ? ' ' : '\n';
  const items = printItems(select, names, printer, options);
  const distinct = select.distinct === undefined ? '' : ` DISTINCT${distinctOn(select, printer)}`;
  const head = options.inline ? `SELECT${distinct} ${items.join(', ')}` : `SELECT${distinct}\n  ${items.join(',\n  ')}`;
  const clauses = [head, ...printClauses(select, printer, options)];
  if (select.qualify !== undefined) clauses.push(`QUALIFY ${printExpr(select.qualify, printer).text}`);
  if (select.distinct !== undefined && select.order.some((item) => isCollated(item, printer))) {
    return sortAround(clauses.join(newline), select, names, printer, options);
  }
  const order = select.order.filter(decides).map((item) => orderItem(item, printer));
  if (order.length > 0) clauses.push(`ORDER BY ${order.join(', ')}`);
  clauses.push(...printLimit(select, printer));
  return clauses.join(newline);
}

function distinctOn(select: BoundSelect, printer: Printer): string {
  if (select.distinct === undefined || select.distinct.length === 0) return '';
  return ` ON (${select.distinct.map((expr) => printExpr(expr, printer).text).join(', ')})`;
}

/** A literal puts no row before another; PostgreSQL does not even read one there. */
function decides(item: BoundOrder): boolean {
  return item.output !== undefined || item.expr.k !== 'literal';
}

/** An output by its position, unless its order has to be spelled out. */
function orderItem(item: BoundOrder, printer: Printer): string {
  if (item.output === undefined || isCollated(item, printer))
    return orderText(item, printExpr(item.expr, printer), printer);
  return `${item.output + 1}${item.desc ? ' DESC' : ''} NULLS ${item.nullsFirst ? 'FIRST' : 'LAST'}`;
}

function isCollated(item: BoundOrder, printer: Printer): boolean {
  return printer.target === 'postgres' && item.expr.type?.kind === 'varchar';
}

/** LIMIT and OFFSET, each a text. */
export function printLimit(query: BoundQuery, printer: Printer): readonly string[] {
  const clauses: string[] = [];
  if (query.limit !== undefined) clauses.push(`LIMIT ${printExpr(query.limit, printer).text}`);
  if (query.offset === undefined) return clauses;
  // StarRocks knows OFFSET only behind a LIMIT.
  if (query.limit === undefined && printer.target === 'starrocks') clauses.push('LIMIT 9223372036854775807');
  return [...clauses, `OFFSET ${printExpr(query.offset, printer).text}`];
}

function printSet(set: BoundSet, names: readonly string[], printer: Printer, options: QueryOptions): string {
  if (set.all && set.op !== 'union' && printer.target === 'starrocks') {
    printer.refuse(set.outputs[0]?.expr.at ?? -1, `${set.op.toUpperCase()} ALL`);
  }
  const newline = options.inline ? ' ' : '\n';
  const types = set.outputs.map(
    (output, i) => options.types?.[i] ?? (output.expr.type && outputType(output.expr.type)),
  );
  const side = (query: BoundQuery): string => {
    const own = query.outputs.map(({ expr }) => expr.type && outputType(expr.type));
    const early = tellsApart(query) && losesDigits(own, types);
    const text = early
      ? castAround(query, own, types, names, printer, options)
      : printQuery(query, printer, { inline: options.inline, names, types });
    if (early) return text;
    const simple =
      query.k === 'select' && query.ctes.length === 0 && query.order.length === 0 && query.limit === undefined;
    return simple && query.offset === undefined ? text : `(${text})`;
  };
  const word = `${set.op.toUpperCase()}${set.all ? ' ALL' : ''}`;
  const body = `${side(set.left)}${newline}${word}${newline}${side(set.right)}`;
  if (set.order.some((item) => item.output === undefined || isCollated(item, printer))) {
    return sortAround(body, set, names, printer, options);
  }
  const clauses = [body];
  if (set.order.length > 0) clauses.push(`ORDER BY ${set.order.map((item) => orderItem(item, printer)).join(', ')}`);
  return [...clauses, ...printLimit(set, printer)].join(newline);
}

/** A query whose outputs are cast when its rows are there. */
function castAround(
  query: BoundQuery,
  own: readonly (ExprType | undefined)[],
  types: readonly (ExprType | undefined)[],
  names: readonly string[],
  printer: Printer,
  options: QueryOptions,
): string {
  const body = printQuery(query, printer, { inline: options.inline, names, types: own });
  const alias = printer.quote('__akili_d');
  const items = names.map((name, i) => {
    const column = `${alias}.${printer.quote(name)}`;
    const type = types[i];
    return `${type === undefined ? column : printer.cast(column, type)} AS ${printer.quote(name)}`;
  });
  const newline = options.inline ? ' ' : '\n';
  return `SELECT ${items.join(', ')}${newline}FROM (${body}) AS ${alias}`;
}

/** Sorts the rows of a finished query by expressions over its outputs. */
function sortAround(
  body: string,
  query: BoundQuery,
  names: readonly string[],
  printer: Printer,
  options: QueryOptions,
): string {
  const newline = options.inline ? ' ' : '\n';
  const alias = printer.quote('__akili_s');
  const order = query.order.map((item) => {
    if (item.output === undefined) return orderText(item, printExpr(item.expr, printer), printer);
    const column = `${alias}.${printer.quote(names[item.output] ?? '')}`;
    return orderText(item, { text: column, atomic: true }, printer);
  });
  const items = names.map((name) => `${alias}.${printer.quote(name)} AS ${printer.quote(name)}`);
  const clauses = [`SELECT ${items.join(', ')}`, `FROM (${body}) AS ${alias}`, `ORDER BY ${order.join(', ')}`];
  return [...clauses, ...printLimit(query, printer)].join(newline);
}
