import { quoteIdentifier as quoteDuckdb, type TenantInstance } from '@akili/client-duckdb';
import { quoteIdentifier, quoteLiteral } from '@akili/client-postgres';
import { lookupSchema, lookupTable, readType, tenantColumn, type CanonicalType } from '@akili/model';
import type { CompiledProduct } from '@akili/model';
import type { LookupSession } from '@akili/driver-postgres';
import type { TenantIdentity } from '@akili/resource';
import { staging } from './staging.ts';

/** Rows that travel in one document. */
const batchRows = 5_000;

/** True when a product is served from a lookup table. */
export function hasLookup(product: CompiledProduct): boolean {
  return product.serving.some(({ intent, engine }) => intent === 'lookup' && engine === 'postgresql');
}

/**
 * Makes the lookup table equal to what was published, in one transaction as the tenant's role, under row security. With
 * a key rows are upserted by it, those that are gone are deleted, and what did not change is not written; without one
 * all of the tenant's rows are replaced. Answers how many rows there are.
 */
export async function serveLookup(
  database: TenantInstance,
  session: Pick<LookupSession, 'database' | 'role'>,
  tenant: TenantIdentity,
  product: CompiledProduct,
  rows: number,
  signal: AbortSignal,
): Promise<number> {
  const target = `${quoteIdentifier(lookupSchema(tenant, product.namespace))}.${quoteIdentifier(lookupTable(tenant, product.name))}`;
  const names = product.columns.map(({ name }) => quoteIdentifier(name));
  const list = names.join(', ');
  const arrived = 'pg_temp.akili_incoming';
  const mine = `${quoteIdentifier(tenantColumn)} = ${quoteLiteral(tenant.id)}::uuid`;
  await session.database.transaction(
    session.role,
    async (transaction) => {
      await transaction.query(
        `CREATE TEMPORARY TABLE akili_incoming ON COMMIT DROP AS SELECT ${list} FROM ${target} WHERE false`,
      );
      for (let start = 0; start < rows; start += batchRows) {
        const document = await batchDocument(database, product, start, signal);
        await transaction.query(
          `INSERT INTO ${arrived} (${list}) SELECT ${list} FROM json_populate_recordset(NULL::${arrived}, $1::json)`,
          [document],
        );
      }
      const insert = `INSERT INTO ${target} AS t (${quoteIdentifier(tenantColumn)}, ${list}) SELECT ${quoteLiteral(tenant.id)}::uuid, ${list} FROM ${arrived}`;
      if (product.key.length === 0) {
        await transaction.execute([`DELETE FROM ${target} WHERE ${mine}`, insert]);
        return;
      }
      const key = product.key.map(quoteIdentifier);
      const same = key.map((column) => `i.${column} IS NOT DISTINCT FROM t.${column}`).join(' AND ');
      await transaction.execute([
        `DELETE FROM ${target} AS t WHERE t.${mine} AND NOT EXISTS (SELECT 1 FROM ${arrived} AS i WHERE ${same})`,
        `${insert} ${onConflict(key, names)}`,
      ]);
    },
    { signal, statementTimeoutMs: 600_000 },
  );
  return rows;
}

function onConflict(key: readonly string[], names: readonly string[]): string {
  const head = `ON CONFLICT (${[quoteIdentifier(tenantColumn), ...key].join(', ')}) DO`;
  const rest = names.filter((name) => !key.includes(name));
  if (rest.length === 0) return `${head} NOTHING`;
  const set = rest.map((name) => `${name} = EXCLUDED.${name}`).join(', ');
  const before = rest.map((name) => `t.${name}`).join(', ');
  const after = rest.map((name) => `EXCLUDED.${name}`).join(', ');
  return `${head} UPDATE SET ${set} WHERE (${before}) IS DISTINCT FROM (${after})`;
}

/** Some rows of the staging table as a JSON array of objects; every value is a text, so that no digit is lost. */
async function batchDocument(
  database: TenantInstance,
  product: CompiledProduct,
  start: number,
  signal: AbortSignal,
): Promise<string> {
  const members = product.columns.map(({ name, type }) => {
    const column = quoteDuckdb(name);
    return `${column} := ${written(column, readType(type))}`;
  });
  // Row ids of a table that was made in one statement are its rows, counted from nought.
  const [row] = await database.query(
    `SELECT CAST(to_json(list(struct_pack(${members.join(', ')}))) AS VARCHAR) AS batch FROM ${staging} WHERE rowid >= ${start} AND rowid < ${start + batchRows}`,
    signal,
  );
  return (row?.['batch'] as string | null | undefined) ?? '[]';
}

/** A value as PostgreSQL's own input reads it out of a JSON document. */
function written(value: string, type: CanonicalType | undefined, depth = 0): string {
  if (type?.kind === 'array') {
    const element = `e${depth}`;
    return `[${written(element, type.of, depth + 1)} FOR ${element} IN ${value}]`;
  }
  if (type?.kind === 'blob') return `('\\x' || hex(${value}))`;
  return type?.kind === 'json' ? value : `CAST(${value} AS VARCHAR)`;
}
