import type { BoundExpr, BoundSelect } from '../analyse/bound.ts';
import { orderList, orderText } from './print-call.ts';
import { printExpr } from './print-expr.ts';
import { printClauses, printItems, printLimit, type QueryOptions } from './print-query.ts';
import type { Printer } from './printer.ts';

/**
 * QUALIFY and DISTINCT ON for engines without them: the query becomes a subquery with the condition (or the rank
 * within the distinct values) as a hidden column, and the query around it filters by it and sorts.
 */
export function printSelectInSubquery(
  select: BoundSelect,
  names: readonly string[],
  printer: Printer,
  options: QueryOptions,
): string {
  const newline = options.inline ? ' ' : '\n';
  const alias = printer.quote(`__akili_f${++printer.helpers}`);
  const hidden: string[] = [];
  const hide = (text: string): string => {
    hidden.push(text);
    return `${alias}.${printer.quote(`__akili_h${hidden.length}`)}`;
  };
  const conditions: string[] = [];
  if (select.qualify !== undefined) conditions.push(hide(printExpr(select.qualify, printer).text));
  const keys = select.distinct ?? [];
  if (keys.length > 0) {
    if (select.qualify !== undefined) printer.refuse(keys[0]?.at ?? -1, 'DISTINCT ON together with QUALIFY');
    conditions.push(`${hide(firstOf(keys, select, printer))} = 1`);
  }
  const order = select.order.map((item) => {
    const text =
      item.output === undefined
        ? hide(printExpr(item.expr, printer).text)
        : `${alias}.${printer.quote(names[item.output] ?? '')}`;
    return orderText(item, { text, atomic: true }, printer);
  });
  const items = [
    ...printItems(select, names, printer, options),
    ...hidden.map((text, i) => `${text} AS ${printer.quote(`__akili_h${i + 1}`)}`),
  ];
  const distinct = select.distinct?.length === 0 ? ' DISTINCT' : '';
  const inner = [`SELECT ${items.join(', ')}`, ...printClauses(select, printer, options)].join(newline);
  const outer = names.map((name) => `${alias}.${printer.quote(name)} AS ${printer.quote(name)}`);
  const clauses = [`SELECT${distinct} ${outer.join(', ')}`, `FROM (${inner}) AS ${alias}`];
  clauses.push(`WHERE ${conditions.join(' AND ')}`);
  if (order.length > 0) clauses.push(`ORDER BY ${order.join(', ')}`);
  return [...clauses, ...printLimit(select, printer)].join(newline);
}

function firstOf(keys: readonly BoundExpr[], select: BoundSelect, printer: Printer): string {
  const partition = keys.map((key) => printExpr(key, printer).text).join(', ');
  const order = select.order.length === 0 ? '' : ` ORDER BY ${orderList(select.order, printer)}`;
  return `ROW_NUMBER() OVER (PARTITION BY ${partition}${order})`;
}
