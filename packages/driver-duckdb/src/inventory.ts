import type { Json } from '@akili/model';
import { addressOf, byAddress, type Observed, type OwnershipMark } from '@akili/resource';
import type { Row } from '@akili/client-duckdb';
import type { AnalyticsSession } from './analytics-session.ts';
import { selectColumns, selectControlTables, selectSchemas, selectTables, selectViews } from './catalog-queries.ts';
import { canonicalType } from './column-types.ts';
import { selectRecords, type ControlRecord } from './control-records.ts';
import { readMark } from './mark.ts';

/** Everything in a tenant's file, in a fixed number of queries however much there is. Nothing where there is no file. */
export async function readInventory(session: AnalyticsSession, signal: AbortSignal): Promise<readonly Observed[]> {
  if (!session.exists()) return [];
  const database = await session.database();
  const { catalog } = session;
  const tables = await database.query(selectTables(catalog), signal);
  const columns = columnsByTable(await database.query(selectColumns(catalog), signal));
  const schemas = await database.query(selectSchemas(catalog), signal);
  const views = await database.query(selectViews(catalog), signal);
  const records = await readRecords(session, signal);

  const observed = (kind: string, name: string, value: Json, mark: OwnershipMark | undefined): Observed => ({
    address: addressOf(session.tenant.slug, kind, name),
    kind,
    name,
    value,
    mark,
  });
  const markOf = (kind: string, name: string) => records.get(`${kind}/${name}`)?.mark;
  const found = [observed('analytics.catalog', catalog, { catalog }, markOf('analytics.catalog', catalog))];
  for (const row of schemas) {
    const name = text(row, 'schema_name');
    found.push(observed('analytics.database', name, { database: name }, markOf('analytics.database', name)));
  }
  for (const row of tables) {
    const name = `${text(row, 'schema_name')}.${text(row, 'table_name')}`;
    const mark = readMark(row['comment'] as string | null);
    const value = { columns: columns.get(name) ?? {} };
    const detail = records.get(`analytics.view/${name}`)?.detail as { readonly [key: string]: Json } | undefined;
    if (detail === undefined) {
      found.push(observed('analytics.table', name, value, mark));
      continue;
    }
    found.push(observed('analytics.view', name, { ...value, ...detail }, mark));
    const refreshed = records.get(`analytics.refresh/${name}`);
    if (refreshed) found.push(observed('analytics.refresh', name, refreshed.detail, refreshed.mark));
  }
  for (const row of views) {
    const name = `${text(row, 'schema_name')}.${text(row, 'view_name')}`;
    found.push(observed('analytics.view', name, { columns: columns.get(name) ?? {} }, undefined));
  }
  return found.toSorted(byAddress);
}

async function readRecords(
  session: AnalyticsSession,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ControlRecord>> {
  const database = await session.database();
  // A file that somebody put there by hand has none.
  if ((await database.query(selectControlTables(session.catalog), signal)).length === 0) return new Map();
  const rows = await database.query(selectRecords(session.catalog), signal);
  return new Map(
    rows.map((row) => {
      const kind = text(row, 'kind');
      const name = text(row, 'name');
      const mark = { tenantId: text(row, 'tenant'), digest: text(row, 'digest') };
      return [`${kind}/${name}`, { kind, name, mark, detail: JSON.parse(text(row, 'detail')) as Json }];
    }),
  );
}

function columnsByTable(rows: readonly Row[]): ReadonlyMap<string, { readonly [name: string]: string }> {
  const tables = new Map<string, { [name: string]: string }>();
  for (const row of rows) {
    const name = `${text(row, 'schema_name')}.${text(row, 'table_name')}`;
    const columns = tables.get(name) ?? {};
    columns[text(row, 'column_name')] = canonicalType(text(row, 'data_type'));
    tables.set(name, columns);
  }
  return tables;
}

function text(row: Row, column: string): string {
  return row[column] as string;
}
