import { readType, type CanonicalType } from '@akili/model';

/**
 * PostgreSQL's type for a canonical one, written as format_type reports it. An array of arrays is `T[]` too:
 * PostgreSQL's arrays carry their dimensions in the value.
 */
export function columnType(type: CanonicalType): string {
  switch (type.kind) {
    case 'float':
      return 'real';
    case 'double':
      return 'double precision';
    case 'decimal':
      return `numeric(${type.precision},${type.scale})`;
    case 'varchar':
      return 'text';
    case 'timestamp':
      return 'timestamp without time zone';
    case 'json':
      return 'jsonb';
    case 'blob':
      return 'bytea';
    case 'array': {
      const element = columnType(type.of);
      return element.endsWith('[]') ? element : `${element}[]`;
    }
    default:
      return type.kind;
  }
}

/** The same for a type as a compilation writes it. Throws on what is no canonical type: the compiler refused it. */
export function columnTypeOf(written: string): string {
  const type = readType(written);
  if (type === undefined) throw new Error(`not a canonical type: ${written}`);
  return columnType(type);
}
