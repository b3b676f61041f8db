import type { BoundExpr } from '../analyse/bound.ts';
import { operand, type Fragment } from './fragment.ts';
import { printExpr } from './print-expr.ts';
import type { Printer } from './printer.ts';

type Interval = Extract<BoundExpr, { k: 'interval' }>;

/** An interval by itself: as a frame's offset or a bucket's width. */
export function printInterval(expr: Interval, printer: Printer): Fragment {
  const literals = expr.parts.map((part) =>
    part.count.k === 'literal' ? `${part.count.value} ${part.unit}` : undefined,
  );
  if (literals.includes(undefined)) return printer.refuse(expr.at, 'A computed interval here');
  return { text: `INTERVAL ${printer.string(literals.join(' '))}`, atomic: true };
}

/** A timestamp plus or minus an interval, part by part: months first, as every engine does. */
export function printShift(expr: Extract<BoundExpr, { k: 'shift' }>, printer: Printer): Fragment {
  const base = printExpr(expr.arg, printer);
  if (expr.by.k !== 'interval') return printer.refuse(expr.at, 'An interval that is not written out');
  const parts = [...expr.by.parts].sort((a, b) => rank(a.unit) - rank(b.unit));
  const sign = expr.minus ? '-' : '+';
  let text = base.text;
  let plain = base.atomic;
  for (const { count, unit } of parts) {
    const counted = printExpr(count, printer);
    if (printer.target === 'starrocks') {
      text = `DATE_${expr.minus ? 'SUB' : 'ADD'}(${text}, INTERVAL ${operand(counted)} ${unit.toUpperCase()})`;
      plain = true;
      continue;
    }
    const by =
      count.k === 'literal'
        ? `INTERVAL ${printer.string(`${count.value} ${unit}`)}`
        : `${operand(counted)} * INTERVAL ${printer.string(`1 ${unit}`)}`;
    text = `${plain ? text : `(${text})`} ${sign} ${by}`;
    plain = false;
  }
  return { text, atomic: plain };
}

function rank(unit: string): number {
  return ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'].indexOf(unit);
}
