import { EngineError } from '@akili/resource';
import { internalCatalog } from './kinds.ts';
import { readComment } from './mark.ts';
import { identifier, literal, qualified } from './quote.ts';
import { refreshNow } from './run-refresh.ts';
import type { StarRocksSession } from './session.ts';

/** Builds a view beside the old one and swaps it in. */
export type RebuildRequest = {
  readonly op: 'rebuild';
  readonly database: string;
  readonly view: string;
  readonly beside: string;
  readonly create: string;
  readonly made: string;
  readonly teams: readonly string[];
};

/**
 * Readers see the old rows until the swap, which is atomic. Grants belong to the view's number and not to its name, so
 * the new one is granted before the old one goes. Where a run was cut off, the next one goes on: what stands under the
 * view's name tells whether the swap happened.
 */
export async function runRebuild(session: StarRocksSession, request: RebuildRequest): Promise<void> {
  const view = qualified(internalCatalog, request.database, request.view);
  const beside = qualified(internalCatalog, request.database, request.beside);
  const live = await comments(session, request.database);
  const old = live.get(request.view);
  if (old !== undefined && old?.tenantId !== session.tenant.id)
    throw new EngineError(`materialized view ${request.database}.${request.view} does not carry this tenant's mark`);
  if (old?.made !== request.made) {
    if (live.has(request.beside)) await session.run({ sql: `DROP MATERIALIZED VIEW IF EXISTS ${beside}` });
    await session.run({ sql: request.create });
    await refreshNow(session, request.database, request.beside);
    await session.run({ sql: `ALTER MATERIALIZED VIEW ${view} SWAP WITH ${identifier(request.beside)}` });
  }
  const name = qualified(request.database, request.view);
  for (const team of request.teams)
    await session.run({
      sql: `GRANT SELECT ON MATERIALIZED VIEW ${name} TO ROLE ${identifier(team)}`,
      catalog: internalCatalog,
    });
  await session.run({ sql: `DROP MATERIALIZED VIEW IF EXISTS ${beside}` });
}

async function comments(session: StarRocksSession, database: string) {
  const rows = await session.query(
    `SELECT TABLE_NAME, MATERIALIZED_VIEW_DEFINITION FROM ${internalCatalog}.information_schema.materialized_views WHERE TABLE_SCHEMA = ${literal(database)}`,
  );
  return new Map(
    rows.map((row) => [row['TABLE_NAME'] ?? '', readComment(row['MATERIALIZED_VIEW_DEFINITION']) ?? null]),
  );
}
