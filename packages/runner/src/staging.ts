import { qualifiedName } from '@akili/client-duckdb';

// Temporary tables: they belong to the session, so that a killed run leaves nothing behind, and no reader sees them.

/** Rows of an input as they arrived, all texts, before they are what the raw table holds. */
export const incomingTable = 'akili_incoming';
/** The product as it was built, before it is published. */
export const stagingTable = 'akili_staging';

export const incoming = qualifiedName('temp', 'main', incomingTable);
export const staging = qualifiedName('temp', 'main', stagingTable);

const pieces = /'(?:[^']|'')*'|"(?:[^"]|"")*"(?:\."(?:[^"]|"")*")*|--[^\n]*/g;

/** A check's text with the product's table replaced by the staging table. Literals and comments are left alone. */
export function overStaging(sql: string, table: string): string {
  return sql.replace(pieces, (piece) => (piece === table ? staging : piece));
}
