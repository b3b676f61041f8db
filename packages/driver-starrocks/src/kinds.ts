/** The kinds of resources that this driver makes; those that the embedded engine has too are named the same. */
export const kinds = {
  role: 'analytics.role',
  user: 'analytics.user',
  resourceGroup: 'analytics.resource_group',
  catalog: 'analytics.catalog',
  database: 'analytics.database',
  table: 'analytics.table',
  view: 'analytics.view',
  grants: 'analytics.grants',
  access: 'analytics.access',
  refresh: 'analytics.refresh',
} as const;

/** What a database, a table or a view that is being built beside the old one is called: no name of ours has `___`. */
export const besideSuffix = '___next';
/** StarRocks' one internal catalog. Materialized views can be made nowhere else. */
export const internalCatalog = 'default_catalog';
