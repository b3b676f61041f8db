import type { CanonicalType } from '@akili/model';
import { quoteName } from './quote.ts';

/** A column as `information_schema.columns` has it. */
export interface MysqlColumn {
  readonly name: string;
  /** `data_type`: `bigint`. */
  readonly dataType: string;
  /** `column_type`: `bigint(20) unsigned`. */
  readonly columnType: string;
  readonly precision: number;
  readonly scale: number;
  readonly nullable: boolean;
}

const binary = new Set([
  'binary',
  'varbinary',
  'tinyblob',
  'blob',
  'mediumblob',
  'longblob',
  'geometry',
  'point',
  'linestring',
  'polygon',
  'multipoint',
  'multilinestring',
  'multipolygon',
  'geometrycollection',
]);

/** The canonical type that holds every value exactly; what has none of its own is the text that the server prints. */
export function canonicalType({ dataType, columnType, precision, scale }: MysqlColumn): CanonicalType {
  const unsigned = columnType.includes('unsigned');
  switch (dataType) {
    case 'tinyint':
    case 'smallint':
    case 'mediumint':
    case 'year':
      return { kind: 'integer' };
    case 'int':
      return { kind: unsigned ? 'bigint' : 'integer' };
    case 'bigint':
      return unsigned ? { kind: 'decimal', precision: 20, scale: 0 } : { kind: 'bigint' };
    case 'bit':
      return precision === 1 ? { kind: 'boolean' } : { kind: 'decimal', precision: 20, scale: 0 };
    case 'decimal':
      return precision <= 38 ? { kind: 'decimal', precision, scale } : { kind: 'varchar' };
    case 'float':
      return { kind: 'float' };
    case 'double':
      return { kind: 'double' };
    case 'date':
      return { kind: 'date' };
    case 'datetime':
    case 'timestamp':
      return { kind: 'timestamp' };
    case 'json':
      return { kind: 'json' };
    case 'uuid':
      return { kind: 'uuid' };
    default:
      return binary.has(dataType) ? { kind: 'blob' } : { kind: 'varchar' };
  }
}

/** What to select, so that the answer's text is exact: a FLOAT prints six digits, bytes have to come as hexadecimal. */
export function selectExpression({ name, dataType }: MysqlColumn): string {
  const column = quoteName(name);
  if (dataType === 'float') return `(${column} + 0e0)`;
  if (dataType === 'bit') return `(${column} + 0)`;
  if (binary.has(dataType)) return `HEX(${column})`;
  return column;
}
