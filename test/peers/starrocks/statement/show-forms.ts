/** A part that a SHOW may have after its words: a name (required), `FROM`, `FOR`, `LIKE`, `WHERE`, ORDER BY with LIMIT. */
export type ShowPart = 'name' | 'from' | 'for' | 'like' | 'where' | 'order';

export interface ShowForm {
  readonly words: readonly string[];
  readonly has: readonly ShowPart[];
}

const form = (words: string, ...has: readonly ShowPart[]): ShowForm => ({ words: words.split(' '), has });

/**
 * The forms of SHOW, longer ones before their beginnings.
 * Source: docs `Catalog/SHOW_CATALOGS.md`, `SHOW_CREATE_CATALOG.md`, `Database/SHOW_DATABASES.md`, `SHOW_CREATE_DATABASE.md`,
 * `table_bucket_part_index/SHOW_TABLES.md`, `SHOW_TABLE_STATUS.md`, `SHOW_CREATE_TABLE.md`, `SHOW_FULL_COLUMNS.md`, `SHOW_PARTITIONS.md`,
 * `SHOW_ALTER.md`, `View/SHOW_CREATE_VIEW.md`, `materialized_view/SHOW_*.md`, `account-management/SHOW_GRANTS.md`,
 * `SHOW_ROLES.md`, `SHOW_USERS.md`, `SHOW_PROPERTY.md`, `SHOW_AUTHENTICATION.md`,
 * `cluster-management/resource_group/SHOW_RESOURCE_GROUP.md`, `config_vars/SHOW_VARIABLES.md`, `nodes_processes/SHOW_*.md`.
 * SHOW VERBOSE RESOURCE GROUPS is what newer servers add.
 */
export const showForms: readonly ShowForm[] = [
  form('CATALOGS'),
  form('CREATE CATALOG', 'name'),
  form('CREATE DATABASE', 'name'),
  form('CREATE TABLE', 'name'),
  form('CREATE VIEW', 'name'),
  form('CREATE MATERIALIZED VIEW', 'name'),
  form('DATABASES', 'from'),
  form('TABLES', 'from'),
  form('TABLE STATUS', 'from', 'like'),
  form('FULL COLUMNS', 'from'),
  form('PARTITIONS', 'from', 'where', 'order'),
  form('ALTER TABLE COLUMN', 'from', 'where', 'order'),
  form('ALTER TABLE OPTIMIZE', 'from', 'where', 'order'),
  form('ALTER TABLE ROLLUP', 'from', 'where', 'order'),
  form('ALTER MATERIALIZED VIEW', 'from', 'where', 'order'),
  form('MATERIALIZED VIEWS', 'from', 'where'),
  form('GRANTS', 'for'),
  form('ROLES'),
  form('USERS'),
  form('PROPERTY', 'for', 'like'),
  form('ALL AUTHENTICATION'),
  form('AUTHENTICATION', 'for'),
  form('VERBOSE RESOURCE GROUPS ALL'),
  form('VERBOSE RESOURCE GROUPS'),
  form('RESOURCE GROUPS ALL'),
  form('RESOURCE GROUPS'),
  form('VERBOSE RESOURCE GROUP', 'name'),
  form('RESOURCE GROUP', 'name'),
  form('USAGE RESOURCE GROUPS'),
  form('GLOBAL VARIABLES', 'like', 'where'),
  form('SESSION VARIABLES', 'like', 'where'),
  form('VARIABLES', 'like', 'where'),
  form('FULL PROCESSLIST'),
  form('PROCESSLIST'),
  form('FRONTENDS'),
  form('BACKENDS'),
  form('COMPUTE NODES'),
  form('STORAGE VOLUMES', 'like'),
  form('WARNINGS'),
];
