import type { BoundExpr } from '../analyse/bound.ts';
import type { Fragment } from './fragment.ts';
import type { Printer } from './printer.ts';

/** A literal that has its type by itself on the target. */
export function printLiteral(expr: Extract<BoundExpr, { k: 'literal' }>, printer: Printer): Fragment {
  const { kind, value } = expr;
  switch (kind) {
    case 'null':
      return { text: 'NULL', atomic: true };
    case 'boolean':
      return { text: value.toUpperCase(), atomic: true };
    case 'varchar':
      return { text: printer.string(value), atomic: true };
    case 'double':
      return printDouble(expr, printer);
    case 'bigint':
      // Its digits alone are too large for a bigint.
      if (value === '-9223372036854775808')
        return { text: printer.cast(printer.string(value), { kind }), atomic: true };
      break;
    default:
  }
  return { text: value, atomic: !value.startsWith('-') };
}

function printDouble(expr: Extract<BoundExpr, { k: 'literal' }>, printer: Printer): Fragment {
  const { value } = expr;
  if (!Number.isFinite(Number(value))) {
    if (printer.target === 'starrocks') return printer.refuse(expr.at, 'An infinite number');
    return { text: printer.cast(printer.string(value), { kind: 'double' }), atomic: true };
  }
  const written = /e/i.test(value) ? value : `${value}e0`;
  // PostgreSQL reads 1e0 as a numeric.
  if (printer.target === 'postgres') return { text: printer.cast(written, { kind: 'double' }), atomic: true };
  return { text: written, atomic: !written.startsWith('-') };
}
