/**
 * A canonical type as manifests and JSON write it: `boolean`, `integer` (32 bit), `bigint`, `float`, `double`,
 * `decimal(p,s)`, `varchar`, `date`, `timestamp` (UTC), `uuid`, `json`, `blob`, `array(T)`.
 */
export type CanonicalType =
  | {
      readonly kind:
        | 'boolean'
        | 'integer'
        | 'bigint'
        | 'float'
        | 'double'
        | 'varchar'
        | 'date'
        | 'timestamp'
        | 'uuid'
        | 'json'
        | 'blob';
    }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'array'; readonly of: CanonicalType };

const simple = [
  'boolean',
  'integer',
  'bigint',
  'float',
  'double',
  'varchar',
  'date',
  'timestamp',
  'uuid',
  'json',
  'blob',
] as const;

/** The names a manifest may write, for messages and did-you-mean. */
export const typeNames: readonly string[] = [...simple, 'decimal(p,s)', 'array(T)'];

/** Reads a canonical type; undefined when the text is none. Precision 1 to 38, scale 0 to precision. */
export function readType(text: string): CanonicalType | undefined {
  const trimmed = text.trim();
  const known = simple.find((name) => name === trimmed);
  if (known) return { kind: known };
  const decimal = /^decimal\(\s*(\d{1,2})\s*,\s*(\d{1,2})\s*\)$/.exec(trimmed);
  if (decimal) {
    const precision = Number(decimal[1]);
    const scale = Number(decimal[2]);
    return precision >= 1 && precision <= 38 && scale <= precision ? { kind: 'decimal', precision, scale } : undefined;
  }
  const array = /^array\((.+)\)$/s.exec(trimmed);
  if (array && trimmed.length < 200) {
    const of = readType(array[1] as string);
    return of && { kind: 'array', of };
  }
  return undefined;
}

/** Writes a canonical type the one way it is written everywhere: `decimal(18,2)`, `array(varchar)`. */
export function writeType(type: CanonicalType): string {
  if (type.kind === 'decimal') return `decimal(${type.precision},${type.scale})`;
  if (type.kind === 'array') return `array(${writeType(type.of)})`;
  return type.kind;
}

/** True when the two write the same. */
export function sameType(a: CanonicalType, b: CanonicalType): boolean {
  return writeType(a) === writeType(b);
}
