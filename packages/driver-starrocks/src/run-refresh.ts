import { EngineError } from '@akili/resource';
import { internalCatalog } from './kinds.ts';
import { literal, qualified } from './quote.ts';
import type { StarRocksSession } from './session.ts';

/** Refreshes a materialized view and waits until it is done. */
export type RefreshRequest = { readonly op: 'refresh'; readonly database: string; readonly view: string };

export async function runRefresh(session: StarRocksSession, request: RefreshRequest): Promise<void> {
  await refreshNow(session, request.database, request.view);
}

/** WITH SYNC MODE answers when the last of the task's runs is over; what came of it stands in `materialized_views`. */
export async function refreshNow(session: StarRocksSession, database: string, view: string): Promise<void> {
  await session.query(`REFRESH MATERIALIZED VIEW ${qualified(internalCatalog, database, view)} WITH SYNC MODE`);
  const [row] = await session.query(
    `SELECT LAST_REFRESH_STATE, LAST_REFRESH_ERROR_MESSAGE FROM ${internalCatalog}.information_schema.materialized_views WHERE TABLE_SCHEMA = ${literal(database)} AND TABLE_NAME = ${literal(view)}`,
  );
  if (row?.['LAST_REFRESH_STATE'] === 'FAILED')
    throw new EngineError(`the refresh of ${database}.${view} failed: ${row['LAST_REFRESH_ERROR_MESSAGE'] ?? ''}`);
}
