import { EngineError } from '@akili/resource';
import { internalCatalog } from './kinds.ts';
import { readComment } from './mark.ts';
import { ownNames } from './own-names.ts';
import { identifier, literal, qualified } from './quote.ts';
import { readCatalogProperties } from './read-catalog.ts';
import { refreshNow } from './run-refresh.ts';
import type { StarRocksSession } from './session.ts';
import type { Statement } from './statement.ts';

/** Makes a catalog anew. */
export type CatalogRequest = {
  readonly op: 'catalog';
  readonly catalog: string;
  readonly create: Statement;
  readonly made: string;
  readonly properties: { readonly [key: string]: string };
  readonly viewDatabases: readonly string[];
};

/**
 * Captures the tenant's grants in the catalog, drops and creates it, grants again, activates and refreshes the views on
 * top, and sees that they are active. What a run that was cut off leaves out, the next plan's grants and views show.
 */
export async function runCatalog(session: StarRocksSession, request: CatalogRequest): Promise<void> {
  const name = identifier(request.catalog);
  const live = (await session.query('SHOW CATALOGS')).find((row) => row['Catalog'] === request.catalog);
  if (live === undefined || !(await isAsWanted(session, request, live['Comment'] ?? null))) {
    const owner = readComment(live?.['Comment'])?.tenantId;
    if (live !== undefined && owner !== session.tenant.id)
      throw new EngineError(`catalog ${request.catalog} does not carry this tenant's mark`);
    const grants = live === undefined ? [] : await captured(session, request.catalog);
    await session.run({ sql: `DROP CATALOG IF EXISTS ${name}` });
    await session.run(request.create);
    for (const sql of grants) await session.run({ sql, catalog: request.catalog });
  }
  for (const database of request.viewDatabases) await revive(session, database);
}

async function isAsWanted(
  session: StarRocksSession,
  request: CatalogRequest,
  comment: string | null,
): Promise<boolean> {
  if (readComment(comment)?.made !== request.made) return false;
  const [row] = await session.query(`SHOW CREATE CATALOG ${identifier(request.catalog)}`);
  const properties = readCatalogProperties(row?.['Create Catalog'] ?? '');
  const keys = new Set([...Object.keys(properties), ...Object.keys(request.properties)]);
  return [...keys].every((key) => properties[key] === request.properties[key]);
}

/** The grants of the tenant's roles in a catalog, as the engine writes them: statements already. */
async function captured(session: StarRocksSession, catalog: string): Promise<readonly string[]> {
  const own = ownNames(session.tenant, []);
  const roles = (await session.query('SHOW ROLES')).map((row) => row['Name'] ?? '').filter((role) => own.has(role));
  const grants: string[] = [];
  for (const role of roles)
    for (const row of await session.query(`SHOW GRANTS FOR ROLE ${identifier(role)}`))
      if (row['Catalog'] === catalog) grants.push((row['Grants'] ?? '').replace(/;\s*$/, ''));
  return grants;
}

/** Views whose base tables went and came are inactive, or hold what the old catalog said. */
async function revive(session: StarRocksSession, database: string): Promise<void> {
  const select = `SELECT TABLE_NAME, IS_ACTIVE FROM ${internalCatalog}.information_schema.materialized_views WHERE TABLE_SCHEMA = ${literal(database)}`;
  for (const { TABLE_NAME: view } of await session.query(select)) {
    const name = qualified(internalCatalog, database, view ?? '');
    await session.run({ sql: `ALTER MATERIALIZED VIEW ${name} ACTIVE` });
    await refreshNow(session, database, view ?? '');
  }
  const inactive = (await session.query(select)).filter((row) => row['IS_ACTIVE'] !== 'true');
  if (inactive.length > 0)
    throw new EngineError(`materialized views stay inactive: ${inactive.map((row) => row['TABLE_NAME']).join(', ')}`);
}
