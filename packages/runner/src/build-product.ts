import { qualifiedName, quoteIdentifier, type TenantInstance } from '@akili/client-duckdb';
import { duckdbType } from '@akili/driver-duckdb';
import { catalogName, type CheckResult, type CompiledCheck, type CompiledProduct } from '@akili/model';
import { EngineError } from '@akili/resource';
import { judgeCheck } from './judge-check.ts';
import { overStaging, staging, stagingTable } from './staging.ts';

/** Name of the table that a product is published in. */
export function productTableName(product: CompiledProduct): string {
  return qualifiedName(catalogName(product.tenant), product.namespace, product.name);
}

/** Builds a product in the staging table, each column of its declared type. Answers the number of rows. */
export async function buildProduct(
  database: TenantInstance,
  product: CompiledProduct,
  signal: AbortSignal,
): Promise<number> {
  const sql = textFor(product.sql.duckdb);
  const list = product.columns.map(({ name, type }) => {
    const column = quoteIdentifier(name);
    return `CAST(${column} AS ${duckdbType(type)}) AS ${column}`;
  });
  const build = `CREATE OR REPLACE TEMP TABLE ${quoteIdentifier(stagingTable)} AS SELECT ${list.join(', ')} FROM (\n${sql}\n) AS made`;
  await database.transaction([build], signal);
  const [count] = await database.query(`SELECT count(*)::VARCHAR AS n FROM ${staging}`, signal);
  return Number(count?.['n']);
}

/** Runs the checks over the staging table. What the engine refuses is an error of the check, not of the run. */
export async function runChecks(
  database: TenantInstance,
  product: CompiledProduct,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of product.checks) results.push(await runCheck(database, product, check, signal));
  return results;
}

async function runCheck(
  database: TenantInstance,
  product: CompiledProduct,
  check: CompiledCheck,
  signal: AbortSignal,
): Promise<CheckResult> {
  try {
    const sql = overStaging(textFor(check.sql.duckdb), productTableName(product));
    return judgeCheck(check, await database.query(`SELECT * FROM (\n${sql}\n) AS answer LIMIT 2`, signal));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { name, severity, threshold } = check;
    const message = `the engine refused it: ${error.message.replace(/\.$/, '')}`;
    return { check: name, severity, threshold, value: null, verdict: 'error', message };
  }
}

/** What the staging table breaks of the product's contract, in words; empty where it keeps it. */
export async function brokenContract(
  database: TenantInstance,
  product: CompiledProduct,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const broken: string[] = [];
  const required = product.columns.filter(({ nullable }) => !nullable);
  if (required.length > 0) {
    const counts = required.map(
      ({ name }, index) => `(count(*) - count(${quoteIdentifier(name)}))::VARCHAR AS n${index}`,
    );
    const [row] = await database.query(`SELECT ${counts.join(', ')} FROM ${staging}`, signal);
    required.forEach(({ name }, index) => {
      const missing = row?.[`n${index}`];
      if (missing !== '0') broken.push(`\`${name}\` may not be NULL and is in ${String(missing)} rows`);
    });
  }
  if (product.key.length > 0) {
    const key = product.key.map(quoteIdentifier).join(', ');
    const [row] = await database.query(
      `SELECT count(*)::VARCHAR AS n FROM (SELECT 1 FROM ${staging} GROUP BY ${key} HAVING count(*) > 1) AS twice`,
      signal,
    );
    const twice = Number(row?.['n']);
    if (twice > 0) {
      const values = twice === 1 ? 'one value' : `${twice} values`;
      broken.push(
        `${values} of the key (${product.key.join(', ')}) ${twice === 1 ? 'stands' : 'stand'} in more than one row`,
      );
    }
  }
  return broken;
}

/** Publishes the staging table in one transaction, with the statements that belong to it (a view's refresh). */
export async function publishProduct(
  database: TenantInstance,
  product: CompiledProduct,
  refresh: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const table = productTableName(product);
  const statements = [`DELETE FROM ${table}`, `INSERT INTO ${table} BY NAME SELECT * FROM ${staging}`, ...refresh];
  await database.transaction(statements, signal);
}

function textFor(sql: CompiledProduct['sql']['duckdb']): string {
  if (typeof sql === 'string') return sql;
  throw new EngineError(sql === undefined ? 'there is no text for DuckDB' : sql.message);
}
