import { internalCatalog } from './kinds.ts';
import { identifier } from './quote.ts';

/** Everything in one external catalog: its databases with their tables with their columns, in one query. */
export function selectCatalog(catalog: string): string {
  const from = `${identifier(catalog)}.information_schema`;
  return (
    `SELECT s.SCHEMA_NAME, t.TABLE_NAME, t.TABLE_COMMENT, c.COLUMN_NAME, c.COLUMN_TYPE FROM ${from}.schemata AS s ` +
    `LEFT JOIN ${from}.tables AS t ON t.TABLE_SCHEMA = s.SCHEMA_NAME ` +
    `LEFT JOIN ${from}.columns AS c ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME`
  );
}

const inside = `${internalCatalog}.information_schema`;

/** What is read once for all tenants: StarRocks has no other form of it, or one answer holds all. */
export const sharedQueries = {
  catalogs: 'SHOW CATALOGS',
  roles: 'SHOW ROLES',
  users: 'SHOW USERS',
  edges: 'SELECT FROM_ROLE, TO_ROLE, TO_USER FROM sys.role_edges',
  databases: `SELECT SCHEMA_NAME FROM ${inside}.schemata`,
  tables: `SELECT TABLE_SCHEMA, TABLE_NAME FROM ${inside}.tables`,
  views: `SELECT TABLE_SCHEMA, TABLE_NAME, IS_ACTIVE, LAST_REFRESH_STATE, MATERIALIZED_VIEW_DEFINITION FROM ${inside}.materialized_views`,
} as const;

/** Newer servers hide the weight from the short form; older ones have only that. */
export const groupQueries = ['SHOW VERBOSE RESOURCE GROUPS ALL', 'SHOW RESOURCE GROUPS ALL'] as const;

/** Databases that the engine itself has in every catalog. */
export const systemDatabases: ReadonlySet<string> = new Set([
  'information_schema',
  'sys',
  '_statistics_',
  'starrocks_audit_db__',
]);
