import type { CanonicalType } from '@akili/model';
import type { ExprType } from './expr-type.ts';

type Decimal = Extract<CanonicalType, { kind: 'decimal' }>;

const integerKinds: readonly string[] = ['integer', 'bigint', 'hugeint'];

/** Integers, of any width. */
export function isInteger(type: ExprType): boolean {
  return integerKinds.includes(type.kind);
}

/** Floats and doubles. */
export function isApproximate(type: ExprType): boolean {
  return type.kind === 'float' || type.kind === 'double';
}

export function isNumeric(type: ExprType): boolean {
  return isInteger(type) || type.kind === 'decimal' || isApproximate(type);
}

/** The decimal that holds every value of an integer or decimal type; undefined for others. */
export function asDecimal(type: ExprType): Decimal | undefined {
  if (type.kind === 'decimal') return type;
  const precision = { integer: 10, bigint: 19, hugeint: 38 }[type.kind as string];
  return precision === undefined ? undefined : { kind: 'decimal', precision, scale: 0 };
}

function widerInteger(a: ExprType, b: ExprType): ExprType {
  return integerKinds.indexOf(a.kind) >= integerKinds.indexOf(b.kind) ? a : b;
}

/**
 * The type that values of both types become where they meet (CASE, COALESCE, UNION, comparisons), as DuckDB decides
 * it; undefined when there is none without a cast. Texts never become anything else by themselves.
 */
export function commonType(a: ExprType, b: ExprType): ExprType | undefined {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (isNumeric(a) && isNumeric(b)) return commonNumber(a, b);
  if (a.kind === 'array' && b.kind === 'array') {
    const of = commonType(a.of, b.of);
    return of === undefined || !isCanonical(of) ? undefined : { kind: 'array', of };
  }
  if (a.kind === b.kind) return a;
  const kinds = [a.kind, b.kind];
  return kinds.includes('date') && kinds.includes('timestamp') ? { kind: 'timestamp' } : undefined;
}

function commonNumber(a: ExprType, b: ExprType): ExprType {
  if (a.kind === 'double' || b.kind === 'double') return { kind: 'double' };
  if (a.kind === 'float' || b.kind === 'float') return { kind: 'float' };
  if (isInteger(a) && isInteger(b)) return widerInteger(a, b);
  const [left, right] = [asDecimal(a) as Decimal, asDecimal(b) as Decimal];
  const digits = Math.max(left.precision - left.scale, right.precision - right.scale);
  const scale = Math.max(left.scale, right.scale);
  if (digits + scale <= 38) return { kind: 'decimal', precision: digits + scale, scale };
  return { kind: 'decimal', precision: 38, scale: Math.max(0, 38 - digits) };
}

/** True for the types that a column can have. */
export function isCanonical(type: ExprType): type is CanonicalType {
  return type.kind !== 'null' && type.kind !== 'hugeint' && type.kind !== 'interval';
}

/** The canonical type of an output; undefined when it cannot be one. */
export function outputType(type: ExprType): CanonicalType | undefined {
  if (type.kind === 'hugeint') return { kind: 'decimal', precision: 38, scale: 0 };
  return isCanonical(type) ? type : undefined;
}

/** The type of `a + b` and `a - b`; undefined when it is not a number. DuckDB's rule for decimals, 18 digits first. */
export function sumType(a: ExprType, b: ExprType): ExprType | undefined {
  return arithmetic(a, b, (left, right) => {
    const scale = Math.max(left.scale, right.scale);
    const digits = Math.max(left.precision - left.scale, right.precision - right.scale);
    return { kind: 'decimal', precision: fit(digits + scale + 1, left, right), scale };
  });
}

/** The type of `a * b`. */
export function productType(a: ExprType, b: ExprType): ExprType | undefined {
  return arithmetic(a, b, (left, right) => {
    const scale = left.scale + right.scale;
    if (scale > 38) return undefined;
    return { kind: 'decimal', precision: fit(left.precision + right.precision, left, right), scale };
  });
}

/** The type of `a % b`. */
export function remainderType(a: ExprType, b: ExprType): ExprType | undefined {
  return arithmetic(a, b, (left, right) => commonNumber(left, right));
}

function arithmetic(
  a: ExprType,
  b: ExprType,
  decimal: (a: Decimal, b: Decimal) => ExprType | undefined,
): ExprType | undefined {
  const left = a.kind === 'null' ? b : a;
  const right = b.kind === 'null' ? a : b;
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  if (left.kind !== 'decimal' && right.kind !== 'decimal') return commonNumber(left, right);
  if (isApproximate(left) || isApproximate(right)) return commonNumber(left, right);
  return decimal(asDecimal(left) as Decimal, asDecimal(right) as Decimal);
}

/** DuckDB keeps decimals of up to 18 digits in 64 bits, and fails at run time when the result does not fit. */
function fit(precision: number, a: Decimal, b: Decimal): number {
  if (precision > 18 && Math.max(a.precision, b.precision) <= 18) return 18;
  return Math.min(38, precision);
}
