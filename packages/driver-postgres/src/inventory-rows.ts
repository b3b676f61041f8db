/** The answer of `inventoryQuery`, as the catalogs say it. NULL stands for an empty list. */
export type InventoryRow = {
  readonly roles: readonly RoleRow[] | null;
  readonly schemas: readonly SchemaRow[] | null;
  readonly relations: readonly RelationRow[] | null;
  readonly control: ControlAccessRow | null;
  /** What a schema of a tenant never has. */
  readonly others: readonly { readonly kind: string; readonly name: string }[] | null;
};

export interface GrantRow {
  readonly to: string | null;
  readonly privilege: string;
  readonly grantable: boolean;
  readonly column?: string;
}

export interface DefaultPrivilegeRow extends GrantRow {
  readonly by: string;
  readonly on: string;
}

/** A row of pg_auth_members with the other role's name. PostgreSQL 15 has neither of the last two options. */
export interface MembershipRow {
  readonly role: string;
  readonly admin_option: boolean;
  readonly inherit_option?: boolean;
  readonly set_option?: boolean;
}

export interface RoleRow {
  readonly name: string;
  readonly comment: string | null;
  readonly login: boolean;
  readonly inherit: boolean;
  readonly connectionLimit: number;
  readonly attributes: readonly string[];
  readonly settings: readonly { readonly database: string | null; readonly setting: string }[] | null;
  readonly memberOf: readonly MembershipRow[] | null;
  readonly members: readonly (MembershipRow & { readonly creates: boolean })[] | null;
  readonly defaultPrivileges: readonly DefaultPrivilegeRow[] | null;
}

export interface SchemaRow {
  readonly name: string;
  readonly comment: string | null;
  readonly owner: string;
  readonly grants: readonly GrantRow[] | null;
  readonly defaultPrivileges: readonly DefaultPrivilegeRow[] | null;
}

export interface RelationRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'p' | 'v' | 'm' | 'f';
  readonly comment: string | null;
  readonly owner: string;
  readonly rowSecurity: 'off' | 'enabled' | 'forced';
  readonly columns:
    | readonly {
        readonly name: string;
        readonly type: string;
        readonly nullable: boolean;
        readonly default: string | null;
        /** Letters of pg_attribute: identity `a` or `d`, generated `s` or `v`; empty for a plain column. */
        readonly made: string;
      }[]
    | null;
  readonly columnGrants: readonly GrantRow[] | null;
  readonly indexes:
    | readonly {
        readonly name: string;
        readonly unique: boolean;
        readonly nullsNotDistinct: boolean;
        readonly columns: readonly string[] | null;
        readonly constraint: string | null;
        readonly unusual: string | null;
      }[]
    | null;
  readonly constraints: readonly { readonly name: string; readonly definition: string }[] | null;
  readonly policies: readonly PolicyRow[] | null;
  readonly views: readonly { readonly schema: string; readonly name: string }[] | null;
  /** About how many rows there are; null where nobody knows. */
  readonly rows: number | null;
  readonly triggers: readonly string[] | null;
  readonly rules: readonly string[] | null;
  readonly grants: readonly GrantRow[] | null;
}

export interface PolicyRow {
  readonly name: string;
  readonly command: string;
  readonly permissive: boolean;
  readonly roles: readonly (string | null)[] | null;
  readonly using: string | null;
  readonly check: string | null;
}

/** A tenant's policies and grants on the shared tables. */
export interface ControlAccessRow {
  readonly policies: readonly (PolicyRow & { readonly table: string; readonly comment: string | null })[] | null;
  readonly grants: readonly (GrantRow & { readonly table: string })[] | null;
}

/** A row of `platformQuery`. */
export type PlatformRow = {
  readonly name: string;
  readonly comment: string | null;
  readonly security: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[] | null;
  readonly policies: readonly string[] | null;
  readonly grants: readonly GrantRow[] | null;
};
