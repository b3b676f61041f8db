import type { BoundExpr, BoundQuery } from '../analyse/bound.ts';
import { some } from '../analyse/walk.ts';
import { operand, type Fragment } from './fragment.ts';
import { printCall } from './print-call.ts';
import { castRequest, printCast } from './print-cast.ts';
import { printLiteral } from './print-literal.ts';
import { printQuery } from './print-query.ts';
import type { Printer } from './printer.ts';
import { printInterval, printShift } from './print-interval.ts';

const composite = (text: string): Fragment => ({ text, atomic: false });
const atom = (text: string): Fragment => ({ text, atomic: true });

/** Prints an expression for the printer's target. */
export function printExpr(expr: BoundExpr, printer: Printer): Fragment {
  const of = (part: BoundExpr): Fragment => printExpr(part, printer);
  const op = (part: BoundExpr): string => operand(printExpr(part, printer));
  switch (expr.k) {
    case 'column':
      return atom(`${printer.quote(expr.relation.alias)}.${printer.quote(expr.name)}`);
    case 'literal':
      return printLiteral(expr, printer);
    case 'call':
      return printCall(expr, printer);
    case 'compare':
      return printComparison(expr, printer);
    case 'logic':
      return composite(expr.args.map((arg) => condition(arg, printer)).join(expr.op === 'and' ? ' AND ' : ' OR '));
    case 'not':
      return composite(`NOT ${op(expr.arg)}`);
    case 'is-null':
      return composite(`${op(expr.arg)} IS ${expr.negated ? 'NOT ' : ''}NULL`);
    case 'coalesce':
      return atom(`COALESCE(${expr.args.map((arg) => of(arg).text).join(', ')})`);
    case 'in': {
      const [first, ...rest] = expr.args;
      if (first === undefined) return composite('NULL');
      const list = rest.map((arg) => of(arg).text).join(', ');
      return composite(`${op(first)} ${expr.negated ? 'NOT ' : ''}IN (${list})`);
    }
    case 'between':
      return composite(
        `${binary(expr.arg, printer)} BETWEEN ${bound(expr.lower, printer)} AND ${bound(expr.upper, printer)}`,
      );
    case 'case': {
      const whens = expr.whens.map((item) => `WHEN ${of(item.when).text} THEN ${of(item.then).text}`);
      const otherwise =
        expr.otherwise === undefined || isNull(expr.otherwise) ? '' : ` ELSE ${of(expr.otherwise).text}`;
      return composite(`CASE ${whens.join(' ')}${otherwise} END`);
    }
    case 'cast':
      return printCast(castRequest(expr, of(expr.arg)), printer);
    case 'subquery':
      return printSubquery(expr, printer);
    case 'grouping':
      return atom(printer.cast(`GROUPING(${expr.args.map((arg) => of(arg).text).join(', ')})`, { kind: 'bigint' }));
    case 'index':
      return printIndex(expr, printer);
    case 'slice':
      return printSlice(expr, printer);
    case 'interval':
      return printInterval(expr, printer);
    case 'shift':
      return printShift(expr, printer);
    case 'broken':
      throw new Error('a query with errors is not emitted');
  }
}

function isNull(expr: BoundExpr): boolean {
  return expr.k === 'literal' && expr.kind === 'null';
}

/** A part of AND or OR: only what binds weaker or reads badly gets parentheses. */
function condition(expr: BoundExpr, printer: Printer): string {
  const printed = printExpr(expr, printer);
  return expr.k === 'logic' || expr.k === 'not' ? operand(printed) : printed.text;
}

/** The side of an ordering comparison: texts compare by their bytes everywhere. */
function binary(expr: BoundExpr, printer: Printer): string {
  const text = operand(printExpr(expr, printer));
  return printer.target === 'postgres' && expr.type?.kind === 'varchar' ? `${text} COLLATE "C"` : text;
}

/** The other side: what is no plain column or text may carry a collation of its own, which would contradict. */
function bound(expr: BoundExpr, printer: Printer): string {
  const plain = expr.k === 'literal' || (expr.k === 'column' && expr.relation.source.kind === 'base');
  if (plain || expr.type?.kind !== 'varchar') return operand(printExpr(expr, printer));
  const text = binary(expr, printer);
  return printer.target === 'postgres' ? `(${text})` : text;
}

function printComparison(expr: Extract<BoundExpr, { k: 'compare' }>, printer: Printer): Fragment {
  const ordered = /[<>]/.test(expr.op) && expr.op !== '<>';
  const right = ordered ? bound(expr.right, printer) : operand(printExpr(expr.right, printer));
  const left = ordered ? binary(expr.left, printer) : operand(printExpr(expr.left, printer));
  if (printer.target === 'duckdb' && (expr.op === '=' || expr.op === '<>')) {
    // DuckDB 1.5.6 makes a range of `DATE_TRUNC(...) = constant`, which forgets NULL: it answers FALSE, and TRUE for `<>`.
    const [kept, other] = [truncates(expr.left) && !reads(expr.right), truncates(expr.right) && !reads(expr.left)];
    return composite(`${kept ? unshifted(left) : left} ${expr.op} ${other ? unshifted(right) : right}`);
  }
  if (expr.op !== 'distinct' && expr.op !== 'not-distinct') return composite(`${left} ${expr.op} ${right}`);
  const same = expr.op === 'not-distinct';
  if (printer.target === 'starrocks') return composite(same ? `${left} <=> ${right}` : `NOT (${left} <=> ${right})`);
  return composite(`${left} IS ${same ? 'NOT ' : ''}DISTINCT FROM ${right}`);
}

function truncates(expr: BoundExpr): boolean {
  return expr.k === 'cast' ? truncates(expr.arg) : expr.k === 'call' && expr.fn.name === 'date_trunc';
}

function reads(expr: BoundExpr): boolean {
  return some(expr, (part) => part.k === 'column' || part.k === 'subquery');
}

/** The same moment in a form that no rule of the optimiser knows. */
function unshifted(text: string): string {
  return `(${text} + INTERVAL 0 DAY)`;
}

function printSubquery(expr: Extract<BoundExpr, { k: 'subquery' }>, printer: Printer): Fragment {
  const query = printQuery(expr.query, printer, { inline: true });
  if (expr.kind === 'exists' || expr.kind === 'not-exists') {
    const not = expr.kind === 'not-exists';
    if (printer.target !== 'duckdb' || !comparesUnequal(expr.query))
      return composite(`${not ? 'NOT ' : ''}EXISTS (${query})`);
    return composite(`(SELECT COUNT(*) FROM (${query}) AS ${printer.quote('__akili_e')}) ${not ? '= 0' : '> 0'}`);
  }
  if (expr.arg === undefined) return atom(`(${query})`);
  const arg = operand(printExpr(expr.arg, printer));
  if (expr.op === '=') return composite(`${arg} IN (${query})`);
  if (printer.target === 'starrocks') return printer.refuse(expr.at, `\`${expr.op} ANY\``, 'Compare with MIN or MAX.');
  return composite(`${arg} ${expr.op} ANY (${query})`);
}

function literalInt(expr: BoundExpr): number | undefined {
  return expr.k === 'literal' && /^-?\d+$/.test(expr.value) ? Number(expr.value) : undefined;
}

function printIndex(expr: Extract<BoundExpr, { k: 'index' }>, printer: Printer): Fragment {
  const index = literalInt(expr.index);
  if (printer.target !== 'duckdb' && (index === undefined || index < 1)) {
    return printer.refuse(expr.at, 'A list position other than a literal from 1 on');
  }
  const list = printExpr(expr.arg, printer);
  const text = list.atomic && expr.arg.k !== 'call' ? list.text : `(${list.text})`;
  return atom(`${text}[${printExpr(expr.index, printer).text}]`);
}

function printSlice(expr: Extract<BoundExpr, { k: 'slice' }>, printer: Printer): Fragment {
  const from = literalInt(expr.from);
  const to = literalInt(expr.to);
  if (from === undefined || to === undefined || from < 1 || to < from) {
    if (printer.target !== 'duckdb') return printer.refuse(expr.at, 'A slice other than between literals from 1 on');
  }
  const list = printExpr(expr.arg, printer);
  const [start, end] = [printExpr(expr.from, printer).text, printExpr(expr.to, printer).text];
  if (printer.target === 'starrocks') return atom(`ARRAY_SLICE(${list.text}, ${from}, ${(to ?? 0) - (from ?? 0) + 1})`);
  const text = list.atomic && expr.arg.k !== 'call' ? list.text : `(${list.text})`;
  return atom(`${text}[${start}:${end}]`);
}

/**
 * Up to 1.5.6 DuckDB's EXISTS takes `inner <> outer` for IS DISTINCT FROM where it is computed as a value: with a NULL
 * outside it then says TRUE. As a filter it is right, and so is a count.
 */
function comparesUnequal(query: BoundQuery): boolean {
  return query.k === 'select' && query.where !== undefined && some(query.where, isUnequal);
}

function isUnequal(part: BoundExpr): boolean {
  return (part.k === 'compare' && part.op === '<>') || part.k === 'not';
}
