import type { CanonicalType } from '@akili/model';

/** A type as `pg_type` names it. */
export interface PostgresType {
  readonly name: string;
  /** `atttypmod`; -1 where it has none. */
  readonly modifier: number;
  /** Dimensions do not count: PostgreSQL does not keep them. */
  readonly isArray: boolean;
}

const simple: { readonly [name: string]: CanonicalType['kind'] } = {
  bool: 'boolean',
  int2: 'integer',
  int4: 'integer',
  int8: 'bigint',
  oid: 'bigint',
  float4: 'float',
  float8: 'double',
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'json',
  bytea: 'blob',
};

/**
 * The canonical type that holds every value of a PostgreSQL type exactly. What has none of its own (intervals, ranges,
 * enumerations, `numeric` without a precision) is the text that PostgreSQL prints.
 */
export function canonicalType({ name, modifier, isArray }: PostgresType): CanonicalType {
  const of = elementType(name, modifier);
  return isArray ? { kind: 'array', of } : of;
}

function elementType(name: string, modifier: number): CanonicalType {
  if (name === 'numeric') return decimalOf(modifier) ?? { kind: 'varchar' };
  const kind = Object.hasOwn(simple, name) ? simple[name] : undefined;
  return { kind: kind ?? 'varchar' } as CanonicalType;
}

/** `numeric(p,s)` is kept as ((p << 16) | (s & 0x7ff)) + 4; since 15 the scale may be negative or above the precision. */
function decimalOf(modifier: number): CanonicalType | undefined {
  if (modifier < 4) return undefined;
  const precision = ((modifier - 4) >> 16) & 0xffff;
  const scale = (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
  return precision <= 38 && scale >= 0 && scale <= precision ? { kind: 'decimal', precision, scale } : undefined;
}
