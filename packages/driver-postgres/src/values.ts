/**
 * What the inventory reports and `expect` foretells: catalog facts in one form. Lists are sorted, a column is found by
 * its name (PostgreSQL cannot move one), and a role is a `principal`.
 */
export type Grant = {
  readonly to: string;
  readonly privilege: string;
  readonly column?: string;
  readonly grantable?: true;
};

/** ALTER DEFAULT PRIVILEGES: what things that `by` creates later are granted. None is declared. */
export type DefaultPrivilege = {
  readonly by: string;
  readonly on: string;
  readonly to: string;
  readonly privilege: string;
  readonly grantable?: true;
};

export type Membership = {
  readonly role: string;
  readonly inherit: boolean;
  readonly admin?: true;
  /** Absent: SET ROLE is allowed. */
  readonly set?: false;
};

export type RoleSetting = { readonly database: string | null; readonly setting: string };

export type RoleValue = {
  readonly login: boolean;
  readonly inherit: boolean;
  readonly connectionLimit: number;
  /** SUPERUSER, BYPASSRLS and the like: none is declared. */
  readonly attributes: readonly string[];
  readonly settings: readonly RoleSetting[];
  readonly memberOf: readonly Membership[];
  /** Roles that are not the tenant's and may act as this one: none is declared. */
  readonly foreignMembers: readonly string[];
  readonly defaultPrivileges: readonly DefaultPrivilege[];
};

export type SchemaValue = {
  readonly owner: string;
  readonly grants: readonly Grant[];
  readonly defaultPrivileges: readonly DefaultPrivilege[];
};

export type ColumnValue = {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly default?: string;
  /** Letters of pg_attribute for identity and generated columns; none is declared. */
  readonly made?: string;
};

export type IndexValue = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  /** The constraint that keeps it. */
  readonly constraint?: string;
  /** Its definition, where it is more than a valid B-tree over columns. */
  readonly unusual?: string;
};

export type ConstraintValue = { readonly name: string; readonly definition: string };

export type PolicyValue = {
  readonly name: string;
  readonly command: string;
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
};

export type TableValue = {
  readonly is: 'table' | 'partitioned table' | 'view' | 'materialized view' | 'foreign table';
  readonly owner: string;
  readonly columns: readonly ColumnValue[];
  readonly indexes: readonly IndexValue[];
  readonly constraints: readonly ConstraintValue[];
  readonly rowSecurity: 'off' | 'enabled' | 'forced';
  readonly policies: readonly PolicyValue[];
  readonly grants: readonly Grant[];
  /** Views outside the tenant's schemas that read it: none is declared. Absent: none. */
  readonly views?: readonly string[];
  readonly triggers: readonly string[];
  /** What rewrites statements on the table: none is declared. */
  readonly rules: readonly string[];
};

/** What is read beside a table. */
export type TableFacts = {
  /** About how many rows there are: 0 is exact, null: nobody knows. */
  readonly rows: number | null;
  /** Nobody can log in as the tenant. */
  readonly closed: boolean;
};

/** Sorted by the given text, in code units. */
export function sortedBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** What tells two grants apart, and how they are sorted. */
export function grantKey(grant: Grant): string {
  return [grant.to, grant.privilege, grant.column ?? '', grant.grantable === true ? 'grantable' : ''].join('\n');
}

export function defaultPrivilegeKey(one: DefaultPrivilege): string {
  return [one.by, one.on, one.to, one.privilege, one.grantable === true ? 'grantable' : ''].join('\n');
}
