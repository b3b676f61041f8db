/** A decimal as digits and a power of ten: `-12.50` is -1250 with scale 2. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const pattern = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads decimal text, with an exponent too; undefined where it is no finite number. */
function readDecimal(text: string): Decimal | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** True when the text is a finite number. */
export function isDecimal(text: string): boolean {
  return readDecimal(text) !== undefined;
}

/** Whether one decimal is at most another, exactly. Throws on what is none. */
export function isAtMost(a: string, b: string): boolean {
  const [left, right] = [readDecimal(a), readDecimal(b)];
  if (left === undefined || right === undefined) throw new Error(`no decimals: ${a}, ${b}`);
  const scale = Math.max(left.scale, right.scale);
  const at = ({ digits, scale: own }: Decimal): bigint => digits * 10n ** BigInt(scale - own);
  return at(left) <= at(right);
}
