import { quoteQualified } from '@akili/client-postgres';
import { SourceError } from '../source.ts';

/** A table as inputs name it, taken apart: `public.orders`; a name without a schema is of `public`. */
export interface TableName {
  readonly schema: string;
  readonly table: string;
}

export function tableName(resource: string): TableName {
  const dot = resource.indexOf('.');
  return dot === -1
    ? { schema: 'public', table: resource }
    : { schema: resource.slice(0, dot), table: resource.slice(dot + 1) };
}

/** The name quoted: whatever it says, it is a name. Throws `resource` for what PostgreSQL would cut or refuse. */
export function quotedTable(resource: string): string {
  const { schema, table } = tableName(resource);
  try {
    return quoteQualified(schema, table);
  } catch {
    throw new SourceError('resource', `there can be no table ${JSON.stringify(resource)}`);
  }
}
