import { digestOf, postgresNameLimit, shorten } from '@akili/model';

/** Names of what belongs to a table. Indexes share the schema's name space with tables: `__` keeps them apart. */
export function keyName(tenantId: string, table: string): string {
  return shorten(tenantId, `${table}__key`, postgresNameLimit);
}

/** A further index, named by its columns so that one with other columns is another index. */
export function indexName(tenantId: string, table: string, columns: readonly string[]): string {
  const digest = digestOf([...columns]).slice('sha256:'.length, 'sha256:'.length + 12);
  return shorten(tenantId, `${table}__index_${digest}`, postgresNameLimit);
}

/** The constraint that no row of another tenant gets in, whoever writes. */
export const tenantConstraint = 'akili_tenant';
export const readPolicy = 'akili_read';
export const writePolicy = 'akili_write';
