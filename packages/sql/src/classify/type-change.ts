import { sameType, type CanonicalType } from '@akili/model';

/** `wider`: every value of the old type is one of the new type, as it was. */
export type TypeChange = 'same' | 'wider' | 'other';

const digits: Readonly<Record<string, number>> = { integer: 10, bigint: 19 };

/** What a consumer of values of type `before` has to reckon with once they are of type `after`. */
export function typeChange(before: CanonicalType, after: CanonicalType): TypeChange {
  if (sameType(before, after)) return 'same';
  if (before.kind === 'array' && after.kind === 'array') return typeChange(before.of, after.of);
  if (before.kind === 'integer' && (after.kind === 'bigint' || after.kind === 'double')) return 'wider';
  if (before.kind === 'float' && after.kind === 'double') return 'wider';
  if (after.kind !== 'decimal') return 'other';
  const [whole, scale] =
    before.kind === 'decimal' ? [before.precision - before.scale, before.scale] : [digits[before.kind], 0];
  const fits = whole !== undefined && after.precision - after.scale >= whole && after.scale >= scale;
  return fits ? 'wider' : 'other';
}
