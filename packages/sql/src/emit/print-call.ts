import type { BoundCall, BoundExpr, BoundFrame, BoundOrder } from '../analyse/bound.ts';
import { keyOf } from '../analyse/group-rules.ts';
import { writerOf, type WrittenCall } from '../functions/entry.ts';
import { operand, type Fragment } from './fragment.ts';
import { printExpr } from './print-expr.ts';
import { noSlots, type Printer } from './printer.ts';
import { fillTemplate, isAtomic, type Slots } from './template.ts';

/** Prints a function, an operator, an aggregate or a window function as its entry says. */
export function printCall(call: BoundCall, printer: Printer): Fragment {
  const { fn, at } = call;
  const name = `\`${fn.name}\``;
  let args = call.args.map((arg) => printExpr(arg, printer));
  let writer = writerOf(fn, call.form, printer.target);
  let { filter } = call;
  if (filter !== undefined && printer.target === 'starrocks') {
    if (fn.skipsNulls !== true) return printer.refuse(at, `FILTER on ${name}`, 'Put the condition into a CASE.');
    const kept = `CASE WHEN ${printExpr(filter, printer).text} THEN ${args[0]?.text ?? '1'} END`;
    args = [{ text: kept, atomic: false }, ...args.slice(1)];
    if (fn.name === 'count_star') writer = 'COUNT($1)$f';
    filter = undefined;
  }
  if (printer.target === 'postgres' && fn.kind !== 'scalar') {
    // A bare text has no type yet there, and functions of any type then have none.
    args = args.map((arg, i) => {
      const { k, type } = call.args[i] ?? {};
      return k === 'literal' && type?.kind === 'varchar' ? { text: printer.cast(arg.text, type), atomic: true } : arg;
    });
  }
  const suffix = filterText(filter, printer) + overText(call, printer);
  const last = args.at(-1);
  if (call.over?.ignoreNulls === true) {
    if (printer.target === 'postgres' || last === undefined) return printer.refuse(at, 'IGNORE NULLS');
    args = [...args.slice(0, -1), { text: `${last.text} IGNORE NULLS`, atomic: true }];
  }
  if (call.over !== undefined && call.distinct === true && printer.target !== 'duckdb') {
    return printer.refuse(at, 'DISTINCT in a window function');
  }
  const slots: Slots = {
    distinct: call.distinct === true ? 'DISTINCT ' : '',
    order: call.order === undefined ? '' : ` ORDER BY ${orderList(call.order, printer)}`,
    suffix,
  };
  const text = write(call, writer, args, slots, printer);
  return typeof text === 'string' ? { text, atomic: isAtomic(text) } : printer.refuse(at, name, text.refuse);
}

function write(
  call: BoundCall,
  writer: ReturnType<typeof writerOf>,
  args: readonly Fragment[],
  slots: Slots,
  printer: Printer,
): string | { readonly refuse: string } {
  if (typeof writer === 'string') return fillTemplate(writer, args, slots);
  if (typeof writer !== 'function') return writer;
  const written: WrittenCall = {
    args: call.args,
    type: call.type,
    distinct: call.distinct === true,
    windowed: call.over !== undefined,
    filtered: call.filter !== undefined,
    orderedByOther: call.order !== undefined && !ordersByItself(call),
  };
  // The arguments are printed already, so that no other call can come between.
  printer.slots = slots;
  const text = writer(args, written, printer);
  printer.slots = noSlots;
  return text;
}

/** PostgreSQL lets DISTINCT be ordered by its own values alone, without another collation. */
function ordersByItself(call: BoundCall): boolean {
  const [item, more] = call.order ?? [];
  const [arg] = call.args;
  if (item === undefined || arg === undefined || more !== undefined || arg.type?.kind === 'varchar') return false;
  return keyOf(item.expr) === keyOf(arg);
}

function filterText(filter: BoundExpr | undefined, printer: Printer): string {
  return filter === undefined ? '' : ` FILTER (WHERE ${printExpr(filter, printer).text})`;
}

function overText(call: BoundCall, printer: Printer): string {
  const { over } = call;
  if (over === undefined) return '';
  const parts: string[] = [];
  if (over.partition.length > 0) {
    parts.push(`PARTITION BY ${over.partition.map((expr) => printExpr(expr, printer).text).join(', ')}`);
  }
  if (over.order.length > 0) parts.push(`ORDER BY ${orderList(over.order, printer)}`);
  if (over.frame !== undefined) parts.push(frameText(over.frame, call.at, printer));
  return ` OVER (${parts.join(' ')})`;
}

function frameText(frame: BoundFrame, at: number, printer: Printer): string {
  const offset = frame.start.offset ?? frame.end.offset;
  if (printer.target === 'starrocks') {
    if (frame.mode === 'groups') printer.refuse(at, 'A GROUPS frame');
    if (frame.mode === 'range' && offset !== undefined) printer.refuse(at, 'A RANGE frame with an offset');
    if (frame.exclude !== undefined) printer.refuse(at, 'EXCLUDE in a frame');
  }
  const side = (bound: BoundFrame['start']): string => {
    if (bound.offset === undefined) return bound.kind.replace('-', ' ').toUpperCase();
    return `${operand(printExpr(bound.offset, printer))} ${bound.kind.toUpperCase()}`;
  };
  const exclude = frame.exclude === undefined ? '' : ` EXCLUDE ${frame.exclude.replace('-', ' ').toUpperCase()}`;
  return `${frame.mode.toUpperCase()} BETWEEN ${side(frame.start)} AND ${side(frame.end)}${exclude}`;
}

/** ORDER BY items with everything said: direction, place of NULLs, and order of texts by their bytes. */
export function orderList(order: readonly BoundOrder[], printer: Printer): string {
  return order.map((item) => orderText(item, printExpr(item.expr, printer), printer)).join(', ');
}

export function orderText(item: BoundOrder, printed: Fragment, printer: Printer): string {
  const collate = printer.target === 'postgres' && item.expr.type?.kind === 'varchar' ? ' COLLATE "C"' : '';
  const text = collate === '' ? printed.text : operand(printed);
  return `${text}${collate}${item.desc ? ' DESC' : ''} NULLS ${item.nullsFirst ? 'FIRST' : 'LAST'}`;
}
