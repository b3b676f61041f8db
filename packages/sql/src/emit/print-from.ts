import type { BoundFrom, BoundRelation } from '../analyse/bound.ts';
import { printExpr } from './print-expr.ts';
import { printQuery } from './print-query.ts';
import type { Printer } from './printer.ts';

const joins = {
  inner: 'JOIN',
  left: 'LEFT JOIN',
  right: 'RIGHT JOIN',
  full: 'FULL JOIN',
  cross: 'CROSS JOIN',
} as const;

/** Prints FROM without its keyword; `separator` stands before each JOIN. */
export function printFrom(from: BoundFrom, printer: Printer, separator: string): string {
  if (from.k === 'relation') return printRelation(from.relation, printer);
  const left = printFrom(from.left, printer, separator);
  const inner = printFrom(from.right, printer, ' ');
  const right = from.right.k === 'join' ? `(${inner})` : inner;
  const word = joinWord(from, printer);
  const on =
    from.on === undefined ? (word.endsWith('CROSS JOIN') ? '' : ' ON TRUE') : ` ON ${printExpr(from.on, printer).text}`;
  return `${left}${separator}${word} ${right}${on}`;
}

function joinWord(from: Extract<BoundFrom, { k: 'join' }>, printer: Printer): string {
  if (from.kind === 'semi' || from.kind === 'anti') {
    if (printer.target === 'postgres') {
      const instead = from.kind === 'semi' ? 'Use EXISTS.' : 'Use NOT EXISTS.';
      printer.refuse(from.on?.at ?? -1, `${from.kind.toUpperCase()} JOIN`, instead);
    }
    return `${printer.target === 'starrocks' ? 'LEFT ' : ''}${from.kind.toUpperCase()} JOIN`;
  }
  return from.kind === 'inner' && from.on === undefined ? 'CROSS JOIN' : joins[from.kind];
}

function printRelation(relation: BoundRelation, printer: Printer): string {
  const { source, columns } = relation;
  const alias = printer.quote(relation.alias);
  const names = columns.map((column) => printer.quote(column.name)).join(', ');
  switch (source.kind) {
    case 'base':
      return `${printer.nameOf(source.relation).map(printer.quote).join('.')} AS ${alias}`;
    case 'cte':
      return `${printer.quote(source.cte.name)} AS ${alias}`;
    case 'query': {
      if (source.lateral && printer.target === 'starrocks') {
        printer.refuse(
          source.query.outputs[0]?.expr.at ?? -1,
          'A subquery of FROM that reads its neighbours',
          'Use a join.',
        );
      }
      const text = printQuery(source.query, printer, { inline: true, names: columns.map((column) => column.name) });
      return `${source.lateral ? 'LATERAL ' : ''}(${text}) AS ${alias}`;
    }
    case 'values':
      return printValues(relation, source.rows, alias, names, printer);
    case 'series':
      return printSeries(relation, source, alias, names, printer);
  }
}

function printValues(
  relation: BoundRelation,
  rows: Extract<BoundRelation['source'], { kind: 'values' }>['rows'],
  alias: string,
  names: string,
  printer: Printer,
): string {
  const cells = rows.map((row) => row.map((cell) => printExpr(cell, printer).text));
  if (printer.target !== 'starrocks') {
    return `(VALUES ${cells.map((row) => `(${row.join(', ')})`).join(', ')}) AS ${alias}(${names})`;
  }
  const selects = cells.map((row) => {
    const items = row.map((cell, i) => `${cell} AS ${printer.quote(relation.columns[i]?.name ?? '')}`);
    return `SELECT ${items.join(', ')}`;
  });
  return `(${selects.join(' UNION ALL ')}) AS ${alias}`;
}

function printSeries(
  relation: BoundRelation,
  source: Extract<BoundRelation['source'], { kind: 'series' }>,
  alias: string,
  names: string,
  printer: Printer,
): string {
  const args = source.args.map((arg) => printExpr(arg, printer).text);
  const at = source.args[0]?.at ?? -1;
  const call = (name: string, written: readonly string[]): string =>
    `${name}(${written.join(', ')}) AS ${alias}(${names})`;
  if (source.name === 'unnest') return call('UNNEST', args);
  if (printer.target === 'duckdb') return call(source.name.toUpperCase(), args);
  const step = source.args[2];
  if (step !== undefined && !(step.k === 'literal' && Number(step.value) > 0)) {
    printer.refuse(at, 'A step other than a positive literal');
  }
  const [start, end] = args.length === 1 ? ['0', args[0] ?? '0'] : [args[0] ?? '0', args[1] ?? '0'];
  const last = source.name === 'range' ? `${end} - 1` : end;
  const whole = (text: string): string => printer.cast(text, { kind: 'bigint' });
  const written = [whole(start), whole(last), ...(step === undefined ? [] : [whole(args[2] ?? '1')])];
  if (printer.target === 'postgres') return call('GENERATE_SERIES', written);
  return `TABLE(GENERATE_SERIES(${written.join(', ')})) AS ${alias}(${names})`;
}
