import { readType, type CanonicalType } from '@akili/model';

const postgresNames: Readonly<Partial<Record<CanonicalType['kind'], string>>> = {
  double: 'double precision',
  float: 'real',
  varchar: 'text',
  timestamp: 'timestamp without time zone',
  json: 'jsonb',
  blob: 'bytea',
};

/** A canonical type as DuckDB prints it: `DECIMAL(18,2)[]`. Throws when the text is none: that is our own bug. */
export function duckdbType(canonical: string): string {
  return spell(canonicalType(canonical), {}, 'decimal').toUpperCase();
}

/** A canonical type as PostgreSQL's `format_type` prints it: `numeric(18,2)[]`. */
export function postgresType(canonical: string): string {
  return spell(canonicalType(canonical), postgresNames, 'numeric');
}

function canonicalType(text: string): CanonicalType {
  const type = readType(text);
  if (type === undefined) throw new Error(`${text} is no canonical type`);
  return type;
}

function spell(
  type: CanonicalType,
  names: Readonly<Partial<Record<CanonicalType['kind'], string>>>,
  decimal: string,
): string {
  if (type.kind === 'decimal') return `${decimal}(${type.precision},${type.scale})`;
  // PostgreSQL knows one array type, however deep.
  if (type.kind === 'array')
    return `${spell(type.of, names, decimal).replace(decimal === 'numeric' ? /\[\]$/ : /$^/, '')}[]`;
  return names[type.kind] ?? type.kind;
}
