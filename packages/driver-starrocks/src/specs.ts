export type RoleSpec = { readonly role: string };

export type UserSpec = {
  readonly user: string;
  readonly defaultRole: string;
  /** Which secret holds the password, and which version of it. */
  readonly login: { readonly reference: string; readonly version: string };
  readonly properties: { readonly [key: string]: string };
};

export type ResourceGroupSpec = {
  readonly group: string;
  /** Users that its queries come from. */
  readonly users: readonly string[];
  readonly cpuWeight: number;
  /** Percent of the memory of each backend. */
  readonly memoryPercent: number;
};

export type CatalogSpec = {
  readonly catalog: string;
  readonly properties: { readonly [key: string]: string };
  /** The tenant's secret of the object store; its keys are put in while the step runs. */
  readonly keys: { readonly reference: string; readonly version: string | null };
  /** Databases of the tenant's materialized views, whose base tables are in this catalog. */
  readonly viewDatabases: readonly string[];
};

export type DatabaseSpec = {
  /** The tenant's catalog, or `default_catalog` for a database of materialized views. */
  readonly catalog: string;
  readonly database: string;
  /** Undefined in `default_catalog`, which keeps its own data. */
  readonly location?: string;
};

export type TableSpec = {
  readonly catalog: string;
  readonly database: string;
  readonly table: string;
  /** In the order in which they are created; types are canonical. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly sortKey: readonly string[];
  /** Where its files lie; undefined: below the database's location. */
  readonly location?: string;
  /** Teams that read it by a grant of their own, which a table made anew loses. */
  readonly teams: readonly string[];
};

export type ViewSpec = {
  readonly catalog: string;
  readonly database: string;
  readonly view: string;
  readonly beside: string;
  readonly definition: string;
  /** Digest of the tables that it reads: where one changes, the view is looked after. */
  readonly reads: string;
  readonly sortKey: readonly string[];
  /** Seconds; null: refreshed by hand only. */
  readonly refreshInterval: number | null;
  readonly resourceGroup: string | null;
  readonly teams: readonly string[];
};

export type GrantsSpec = {
  readonly role: string;
  /** As `grantKey` writes them, sorted. */
  readonly grants: readonly string[];
  /** Roles that this role holds, sorted. */
  readonly roles: readonly string[];
  /** Whose credential gives them. A tenant's login cannot see what a role holds: it gives, and only the platform takes. */
  readonly by: 'platform' | 'tenant';
};

export type RefreshSpec = {
  readonly catalog: string;
  readonly database: string;
  readonly view: string;
  /** `madeOf` of the view. */
  readonly of: string;
};
