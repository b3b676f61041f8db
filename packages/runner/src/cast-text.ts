import { duckdbType } from '@akili/driver-duckdb';

/** A text column as the canonical type that it is to be. An instant with an offset is turned into UTC. */
export function castText(column: string, type: string): string {
  return cast('CAST', column, type);
}

/** The same, NULL where the text is none of the type. */
export function tryCastText(column: string, type: string): string {
  return cast('TRY_CAST', column, type);
}

function cast(how: 'CAST' | 'TRY_CAST', column: string, type: string): string {
  // A plain cast to TIMESTAMP drops the offset without a word.
  if (type === 'timestamp') return `CAST(${how}(${column} AS TIMESTAMPTZ) AS TIMESTAMP)`;
  return `${how}(${column} AS ${duckdbType(type)})`;
}
