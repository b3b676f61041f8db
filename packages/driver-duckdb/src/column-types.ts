import { readType, writeType, type CanonicalType } from '@akili/model';

const simple = {
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  varchar: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  uuid: 'UUID',
  json: 'JSON',
  blob: 'BLOB',
} as const;

const canonicalOf = new Map<string, string>(Object.entries(simple).map(([canonical, duckdb]) => [duckdb, canonical]));

/** A canonical type as DuckDB writes it: `array(decimal(18,2))` is `DECIMAL(18,2)[]`. Throws when it is none. */
export function duckdbType(canonical: string): string {
  const type = readType(canonical);
  if (type === undefined) throw new Error(`\`${canonical}\` is no canonical type`);
  return write(type);
}

function write(type: CanonicalType): string {
  if (type.kind === 'decimal') return `DECIMAL(${type.precision},${type.scale})`;
  if (type.kind === 'array') return `${write(type.of)}[]`;
  return simple[type.kind];
}

/** A type of DuckDB as the canonical one; `duckdb:HUGEINT` where no canonical type is the same. */
export function canonicalType(duckdb: string): string {
  if (duckdb.endsWith('[]')) {
    const element = canonicalType(duckdb.slice(0, -2));
    return element.startsWith('duckdb:') ? `duckdb:${duckdb}` : `array(${element})`;
  }
  const known = canonicalOf.get(duckdb);
  if (known !== undefined) return known;
  const decimal = duckdb.startsWith('DECIMAL(') ? readType(duckdb.toLowerCase()) : undefined;
  return decimal === undefined ? `duckdb:${duckdb}` : writeType(decimal);
}
