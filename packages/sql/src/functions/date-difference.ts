import { operand, type Fragment } from '../emit/fragment.ts';
import type { Printer } from '../emit/printer.ts';
import type { Writer, WrittenCall } from './entry.ts';

/** The unit that a call names first, in lower case and singular. */
export function unitOf(call: WrittenCall): string {
  const unit = call.args[0];
  return unit?.k === 'literal' ? unit.value.toLowerCase().replace(/s$/, '') : '';
}

/** What DATE_TRUNC cuts to. */
export const truncations: readonly string[] = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'];
export const badUnit = { refuse: `Use one of ${truncations.join(', ')}.` };

const seconds: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };

function isDate(call: WrittenCall, index: number): boolean {
  return call.args[index]?.type?.kind === 'date';
}

/** DATEDIFF for PostgreSQL: DuckDB counts the boundaries between two moments, except weeks, which are whole sevens of days. */
export const differencePostgres: Writer = ([, from, to], call, printer) => {
  if (from === undefined || to === undefined) return '';
  const unit = unitOf(call);
  const moment = (value: Fragment, i: number): string =>
    isDate(call, i) ? printer.cast(value.text, { kind: 'timestamp' }) : value.text;
  const day = (value: Fragment, i: number): string =>
    isDate(call, i) ? operand(value) : printer.cast(value.text, { kind: 'date' });
  const per = seconds[unit];
  if (per !== undefined) {
    const cut = (value: Fragment, i: number): string => `DATE_TRUNC('${unit}', ${moment(value, i)})`;
    return bigint(printer, `EXTRACT(EPOCH FROM ${cut(to, 2)} - ${cut(from, 1)}) / ${per}`);
  }
  if (unit === 'day') return bigint(printer, `${day(to, 2)} - ${day(from, 1)}`);
  if (unit === 'week') return bigint(printer, `(${day(to, 2)} - ${day(from, 1)}) / 7`);
  const part = (name: string, value: Fragment): string => `EXTRACT(${name} FROM ${value.text})`;
  const years = `${part('YEAR', to)} - ${part('YEAR', from)}`;
  if (unit === 'year') return bigint(printer, years);
  const months = { month: ['MONTH', 12], quarter: ['QUARTER', 4] }[unit] as [string, number] | undefined;
  if (months === undefined) return badUnit;
  const [name, count] = months;
  return bigint(printer, `(${years}) * ${count} + ${part(name, to)} - ${part(name, from)}`);
};

function bigint(printer: Printer, text: string): string {
  return printer.cast(text, { kind: 'bigint' });
}

/** DATEDIFF for StarRocks, whose *_DIFF take the later moment first and count complete units, so both ends are cut to the unit. */
export const differenceStarRocks: Writer = ([, from, to], call, printer) => {
  if (from === undefined || to === undefined) return '';
  const unit = unitOf(call);
  if (seconds[unit] !== undefined) {
    const cut = (value: Fragment, i: number): string =>
      `DATE_TRUNC('${unit}', ${isDate(call, i) ? printer.cast(value.text, { kind: 'timestamp' }) : value.text})`;
    return `${unit.toUpperCase()}S_DIFF(${cut(to, 2)}, ${cut(from, 1)})`;
  }
  if (unit === 'day') return bigint(printer, `DATEDIFF(${to.text}, ${from.text})`);
  if (unit === 'week') return bigint(printer, `DATEDIFF(${to.text}, ${from.text}) DIV 7`);
  const years = `YEAR(${to.text}) - YEAR(${from.text})`;
  if (unit === 'year') return bigint(printer, years);
  const months = { month: ['MONTH', 12], quarter: ['QUARTER', 4] }[unit] as [string, number] | undefined;
  if (months === undefined) return badUnit;
  const [name, count] = months;
  return bigint(printer, `(${years}) * ${count} + ${name}(${to.text}) - ${name}(${from.text})`);
};
