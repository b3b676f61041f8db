const largestExponent = 400;

/**
 * A number of YAML's core schema as plain decimal digits: no exponent, no leading or trailing zeros, no sign but a
 * leading minus. Undefined for what is no finite number, and for exponents that would fill the memory with zeros.
 */
export function plainDecimal(text: string): string | undefined {
  if (/^0[xo]/.test(text)) {
    return /^0x[0-9a-fA-F]+$|^0o[0-7]+$/.test(text) && text.length < largestExponent ? String(BigInt(text)) : undefined;
  }
  const match = /^([-+]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?[0-9]{1,9}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = whole + fraction;
  if (digits === '' || Math.abs(shift) > largestExponent) return undefined;
  const point = whole.length + shift;
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const at = Math.max(point, 0);
  const left = padded.slice(0, at).replace(/^0+/, '') || '0';
  const right = padded.slice(at).replace(/0+$/, '');
  const plain = right === '' ? left : `${left}.${right}`;
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}
