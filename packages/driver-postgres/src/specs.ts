/** A role of a tenant. All are NOSUPERUSER, NOBYPASSRLS and without any other attribute than these. */
export type RoleSpec = {
  readonly role: string;
  readonly login: boolean;
  /** False: what the role is a member of counts only after SET ROLE. */
  readonly inherit: boolean;
  /** Logins at a time; -1: no limit. */
  readonly connectionLimit: number;
  /** Roles it may act as, sorted. */
  readonly memberOf: readonly string[];
  /** What its sessions start with, as pg_db_role_setting keeps it: `statement_timeout=10min`. Absent: nothing. */
  readonly settings?: readonly string[];
  /** The secret that holds a login's password, which is looked up while the step runs. Absent: nobody logs in with it. */
  readonly reference?: string;
  /** Version of the secret. */
  readonly version?: string;
};

/** A schema of a tenant: one a namespace. */
export type SchemaSpec = {
  readonly schema: string;
  readonly owner: string;
  /** Roles that may name what is inside, sorted. */
  readonly usage: readonly string[];
};

export type ColumnSpec = { readonly name: string; readonly type: string; readonly nullable: boolean };

/** The table that a product is served from. `tenant_id`, which stands first, is not among the columns. */
export type TableSpec = {
  readonly schema: string;
  readonly table: string;
  readonly tenantId: string;
  readonly owner: string;
  /** `type` as PostgreSQL's format_type writes it. */
  readonly columns: readonly ColumnSpec[];
  /** Columns of the unique index, after `tenant_id`; empty: no key. */
  readonly key: readonly string[];
  /** Columns of further indexes, after `tenant_id`. */
  readonly indexes: readonly (readonly string[])[];
  /** Roles that read, sorted. */
  readonly readers: readonly string[];
  /** The tenant is suspended or archived and cannot log in: the platform works as its owner. */
  readonly closed?: true;
};
