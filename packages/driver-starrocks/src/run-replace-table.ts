import { EngineError } from '@akili/resource';
import { besideSuffix } from './kinds.ts';
import { readComment } from './mark.ts';
import { identifier, literal, qualified } from './quote.ts';
import type { StarRocksSession } from './session.ts';

/** Creates a table, or makes it anew with its rows: Iceberg's sort order cannot be changed through StarRocks. */
export type ReplaceTableRequest = {
  readonly op: 'replaceTable';
  readonly create: string;
  /** For servers whose Iceberg tables have no sort key. */
  readonly createUnsorted: string;
  /** Columns to copy. */
  readonly fill: string;
  readonly made: string;
  readonly catalog: string;
  readonly database: string;
  readonly table: string;
  readonly teams: readonly string[];
};

/**
 * The rows are copied beside, the table is made anew, the rows are copied back, and the copy goes. Wherever a run is cut
 * off, one of the two holds all rows, and the next run goes on from there.
 */
export async function runReplaceTable(session: StarRocksSession, request: ReplaceTableRequest): Promise<void> {
  const { tableSortKey } = await session.capabilities();
  const create = tableSortKey ? request.create : request.createUnsorted;
  const table = qualified(request.catalog, request.database, request.table);
  const besideName = `${request.table}${besideSuffix}`;
  const beside = qualified(request.catalog, request.database, besideName);
  const live = await comments(session, request);
  let copied = live.has(besideName);
  if (live.has(request.table) && live.get(request.table) !== request.made) {
    await refuseStranger(session, request);
    // A copy that was begun while the old table still stood may be half of it.
    if (copied) await session.run({ sql: `DROP TABLE IF EXISTS ${beside} FORCE` });
    await session.run({ sql: `CREATE TABLE ${beside} AS SELECT ${request.fill} FROM ${table}` });
    await session.run({ sql: `DROP TABLE IF EXISTS ${table} FORCE` });
    copied = true;
  }
  await session.run({ sql: create });
  if (copied) await session.run({ sql: `INSERT OVERWRITE ${table} SELECT ${request.fill} FROM ${beside}` });
  const grantee = (team: string): string =>
    `GRANT SELECT ON TABLE ${qualified(request.database, request.table)} TO ROLE ${identifier(team)}`;
  for (const team of copied ? request.teams : []) await session.run({ sql: grantee(team), catalog: request.catalog });
  if (copied) await session.run({ sql: `DROP TABLE IF EXISTS ${beside} FORCE` });
}

const select = (request: ReplaceTableRequest): string =>
  `SELECT TABLE_NAME, TABLE_COMMENT FROM ${identifier(request.catalog)}.information_schema.tables WHERE TABLE_SCHEMA = ${literal(request.database)}`;

async function comments(session: StarRocksSession, request: ReplaceTableRequest): Promise<ReadonlyMap<string, string>> {
  const rows = await session.query(select(request));
  return new Map(rows.map((row) => [row['TABLE_NAME'] ?? '', readComment(row['TABLE_COMMENT'])?.made ?? '']));
}

async function refuseStranger(session: StarRocksSession, request: ReplaceTableRequest): Promise<void> {
  const rows = await session.query(select(request));
  const comment = rows.find((row) => row['TABLE_NAME'] === request.table)?.['TABLE_COMMENT'];
  if (readComment(comment)?.tenantId !== session.tenant.id)
    throw new EngineError(`table ${request.database}.${request.table} does not carry this tenant's mark`);
}
