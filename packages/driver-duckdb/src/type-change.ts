import { readType, type CanonicalType } from '@akili/model';

/**
 * What it means to change a column's type. `widen`: every value stays what it is. `cast`: a value may be rounded or
 * cut, or may not fit at all, and then the step fails. `renew`: there is no conversion, the values are lost.
 */
export type TypeChange = 'widen' | 'cast' | 'renew';

/** Integer digits that every value of an exact type fits into. */
const wholeDigits: { readonly [kind: string]: number } = { integer: 10, bigint: 19 };
const numeric = ['integer', 'bigint', 'float', 'double', 'decimal'];
const temporal = ['date', 'timestamp'];

/** Compares two canonical types; a type that is not canonical (someone changed the table by hand) is cast. */
export function typeChange(from: string, to: string): TypeChange {
  const before = readType(from);
  const after = readType(to);
  return before === undefined || after === undefined ? 'cast' : compare(before, after);
}

function compare(from: CanonicalType, to: CanonicalType): TypeChange {
  if (from.kind === 'array' || to.kind === 'array') {
    return from.kind === 'array' && to.kind === 'array' ? compare(from.of, to.of) : 'renew';
  }
  if (isWider(from, to)) return 'widen';
  const together = [numeric, temporal].some((group) => group.includes(from.kind) && group.includes(to.kind));
  return together || from.kind === 'varchar' || to.kind === 'varchar' ? 'cast' : 'renew';
}

function isWider(from: CanonicalType, to: CanonicalType): boolean {
  if (from.kind === to.kind && from.kind !== 'decimal') return true;
  if (to.kind === 'decimal') {
    const whole = from.kind === 'decimal' ? from.precision - from.scale : wholeDigits[from.kind];
    const scale = from.kind === 'decimal' ? from.scale : 0;
    return whole !== undefined && to.precision - to.scale >= whole && to.scale >= scale;
  }
  const steps = ['integer>bigint', 'integer>double', 'float>double', 'date>timestamp'];
  return steps.includes(`${from.kind}>${to.kind}`);
}
