import { addressOf, type Observed, type TenantIdentity } from '@akili/resource';
import { shownType } from './column-type.ts';
import { besideSuffix, kinds } from './kinds.ts';
import type { Row } from './link.ts';
import { markOf, readComment } from './mark.ts';
import type { OwnNames } from './own-names.ts';
import { readRefreshInterval } from './refresh-scheme.ts';
import type { SharedReads } from './shared-reads.ts';
import type { TableValue } from './table.ts';
import type { ViewValue } from './view.ts';

/** Databases and tables of a catalog, from the rows of `selectCatalog`. */
export function catalogThings(rows: readonly Row[]): {
  readonly databases: readonly string[];
  readonly tables: readonly { readonly name: string; readonly value: TableValue; readonly comment: string | null }[];
} {
  const databases = new Set<string>();
  const copied = new Set<string>();
  const tables = new Map<string, { readonly columns: Map<string, string>; readonly comment: string | null }>();
  for (const row of rows) {
    const { SCHEMA_NAME: database, TABLE_NAME: table, COLUMN_NAME: column, COLUMN_TYPE: type } = row;
    if (typeof database !== 'string') continue;
    databases.add(database);
    if (typeof table !== 'string') continue;
    if (table.endsWith(besideSuffix)) {
      copied.add(`${database}.${table.slice(0, -besideSuffix.length)}`);
      continue;
    }
    const name = `${database}.${table}`;
    const known = tables.get(name) ?? { columns: new Map(), comment: row['TABLE_COMMENT'] ?? null };
    if (typeof column === 'string') known.columns.set(column.toLowerCase(), shownType(type ?? ''));
    tables.set(name, known);
  }
  return {
    databases: [...databases],
    tables: [...tables].map(([name, { columns, comment }]) => ({
      name,
      comment,
      value: {
        columns: Object.fromEntries([...columns].sort(([a], [b]) => (a < b ? -1 : 1))),
        // With a copy beside it, it may lack its rows: a step was cut off, and has to go on.
        made: copied.has(name) ? 'unfinished' : (readComment(comment)?.made ?? ''),
      },
    })),
  };
}

/** Materialized views of a tenant with their refreshes, and whatever else stands in the databases for them. */
export function viewThings(
  tenant: TenantIdentity,
  shared: SharedReads,
  own: OwnNames,
  digests: ReadonlyMap<string, string>,
): readonly Observed[] {
  const found: Observed[] = [];
  const views = new Set<string>();
  for (const row of shared.views) {
    const { TABLE_SCHEMA: database, TABLE_NAME: view, MATERIALIZED_VIEW_DEFINITION: definition } = row;
    if (typeof database !== 'string' || typeof view !== 'string' || !own.has(database)) continue;
    const name = `${database}.${view}`;
    views.add(name);
    if (view.endsWith(besideSuffix)) continue;
    const comment = readComment(definition);
    const thing = (kind: string, value: Observed['value']): Observed => {
      const address = addressOf(tenant.slug, kind, name);
      return { address, kind, name, value, mark: markOf(comment, digests.get(address)) };
    };
    const made = comment?.made ?? '';
    const value: ViewValue = {
      made,
      refreshInterval: readRefreshInterval(definition ?? ''),
      resourceGroup: resourceGroupOf(definition ?? ''),
      active: row['IS_ACTIVE'] === 'true',
    };
    found.push(thing(kinds.view, value));
    const state = row['LAST_REFRESH_STATE'] ?? '';
    if (comment !== undefined && ['SUCCESS', 'FAILED'].includes(state))
      found.push(thing(kinds.refresh, { of: made, failed: state === 'FAILED' }));
  }
  for (const { TABLE_SCHEMA: database, TABLE_NAME: table } of shared.tables) {
    const name = `${database ?? ''}.${table ?? ''}`;
    if (typeof database !== 'string' || !own.has(database) || views.has(name)) continue;
    const address = addressOf(tenant.slug, kinds.table, name);
    found.push({ address, kind: kinds.table, name, value: { columns: {}, made: '' }, mark: undefined });
  }
  return found;
}

/** The property as the definition prints it; the group that every view has by itself is none. */
function resourceGroupOf(definition: string): string | null {
  const found = /["']resource_group["']\s*=\s*["']([^"']*)["']/.exec(definition)?.[1] ?? '';
  return found === '' || found === 'default_mv_wg' ? null : found;
}
