import { addressOf, byAddress, type Observed, type TenantIdentity } from '@akili/resource';
import type {
  DefaultPrivilegeRow,
  GrantRow,
  InventoryRow,
  MembershipRow,
  RelationRow,
  RoleRow,
  SchemaRow,
} from './inventory-rows.ts';
import { roleKind, schemaKind, tableKind, tableName } from './kinds.ts';
import { readMark } from './mark.ts';
import { observedControlAccess } from './observe-control.ts';
import { policyCommand } from './policy-command.ts';
import { principal } from './principal.ts';
import { defaultPrivilegeKey, grantKey, sortedBy } from './values.ts';
import type { DefaultPrivilege, Grant, Membership, RoleValue, SchemaValue, TableFacts, TableValue } from './values.ts';

const relationKinds = {
  r: 'table',
  p: 'partitioned table',
  v: 'view',
  m: 'materialized view',
  f: 'foreign table',
} as const;

/** What the catalogs say of a tenant, in the form of `Observed`, sorted by address. */
export function observed(tenant: TenantIdentity, row: InventoryRow): readonly Observed[] {
  // Without any role that logs in, the platform does what is to be done.
  const closed = !(row.roles ?? []).some((role) => role.login);
  const own = new Set((row.roles ?? []).map((role) => role.name));
  const thing = (kind: string, name: string, comment: string | null, value: Observed['value']): Observed => ({
    address: addressOf(tenant.slug, kind, name),
    kind,
    name,
    value,
    mark: readMark(comment),
  });
  return [
    ...(row.roles ?? []).map((role) => thing(roleKind, role.name, role.comment, roleValue(role, own))),
    ...(row.schemas ?? []).map((schema) => thing(schemaKind, schema.name, schema.comment, schemaValue(schema, own))),
    ...(row.relations ?? []).map((relation) => ({
      ...thing(tableKind, tableName(relation.schema, relation.name), relation.comment, tableValue(relation, own)),
      facts: { rows: relation.rows, closed } satisfies TableFacts,
    })),
    // Functions of one name differ in what they take: one of them says enough.
    ...distinct(row.others ?? [], ({ kind, name }) => `${kind}/${name}`).map(({ kind, name }) =>
      thing(kind, name, null, {}),
    ),
    ...observedControlAccess(tenant, row.control, own),
  ].toSorted(byAddress);
}

function roleValue(role: RoleRow, own: ReadonlySet<string>): RoleValue {
  const foreign = (role.members ?? []).filter((member) => !own.has(member.role) && !isCreator(member));
  return {
    login: role.login,
    inherit: role.inherit,
    connectionLimit: role.connectionLimit,
    attributes: role.attributes.toSorted(),
    settings: sortedBy(role.settings ?? [], (one) => `${one.database ?? ''}\n${one.setting}`),
    memberOf: sortedBy(
      distinct(
        (role.memberOf ?? []).map((one) => membership(one, role.inherit, own)),
        (one) => JSON.stringify(one),
      ),
      (one) => one.role,
    ),
    foreignMembers: foreign.map((member) => principal(member.role, own)).toSorted(),
    defaultPrivileges: defaultPrivileges(role.defaultPrivileges, own),
  };
}

/** PostgreSQL 16 lets a creator administer its roles without being one of them: that is the platform. */
function isCreator(member: MembershipRow & { readonly creates: boolean }): boolean {
  return member.creates && member.admin_option && member.inherit_option === false && member.set_option === false;
}

function membership(row: MembershipRow, inherit: boolean, own: ReadonlySet<string>): Membership {
  return {
    role: principal(row.role, own),
    inherit: row.inherit_option ?? inherit,
    ...(row.admin_option ? { admin: true } : {}),
    ...(row.set_option === false ? { set: false } : {}),
  };
}

function schemaValue(schema: SchemaRow, own: ReadonlySet<string>): SchemaValue {
  return {
    owner: principal(schema.owner, own),
    grants: grants(schema.grants, own),
    defaultPrivileges: defaultPrivileges(schema.defaultPrivileges, own),
  };
}

function tableValue(relation: RelationRow, own: ReadonlySet<string>): TableValue {
  return {
    is: relationKinds[relation.kind],
    owner: principal(relation.owner, own),
    columns: sortedBy(
      (relation.columns ?? []).map((column) => ({
        name: column.name,
        type: column.type,
        nullable: column.nullable,
        ...(column.default === null ? {} : { default: column.default }),
        ...(column.made === '' ? {} : { made: column.made }),
      })),
      (column) => column.name,
    ),
    indexes: sortedBy(
      (relation.indexes ?? []).map((index) => ({
        name: index.name,
        columns: index.columns ?? [],
        unique: index.unique,
        nullsNotDistinct: index.nullsNotDistinct,
        ...(index.constraint === null ? {} : { constraint: index.constraint }),
        ...(index.unusual === null ? {} : { unusual: index.unusual }),
      })),
      (index) => index.name,
    ),
    constraints: sortedBy(relation.constraints ?? [], (constraint) => constraint.name),
    rowSecurity: relation.rowSecurity,
    policies: sortedBy(
      (relation.policies ?? []).map((policy) => ({
        name: policy.name,
        command: policyCommand(policy.command),
        permissive: policy.permissive,
        roles: (policy.roles ?? []).map((role) => principal(role, own)).toSorted(),
        using: policy.using,
        check: policy.check,
      })),
      (policy) => policy.name,
    ),
    grants: grants([...(relation.grants ?? []), ...(relation.columnGrants ?? [])], own),
    ...viewsBeyond(relation, own),
    triggers: (relation.triggers ?? []).toSorted(),
    rules: (relation.rules ?? []).toSorted(),
  };
}

/** A schema of another tenant is shown as its digits, like its roles. */
function viewsBeyond({ views }: RelationRow, own: ReadonlySet<string>): Pick<TableValue, 'views'> {
  if (views === null) return {};
  return { views: views.map(({ schema, name }) => viewName(principal(schema, own), schema, name)).toSorted() };
}

function viewName(shown: string, schema: string, name: string): string {
  return shown === schema ? `${schema}.${name}` : shown;
}

function grants(rows: readonly GrantRow[] | null, own: ReadonlySet<string>): readonly Grant[] {
  const all = (rows ?? []).map((row) => ({
    to: principal(row.to, own),
    privilege: row.privilege,
    ...(row.column === undefined ? {} : { column: row.column }),
    ...(row.grantable ? { grantable: true as const } : {}),
  }));
  return sortedBy(distinct(all, grantKey), grantKey);
}

function defaultPrivileges(
  rows: readonly DefaultPrivilegeRow[] | null,
  own: ReadonlySet<string>,
): readonly DefaultPrivilege[] {
  const all = (rows ?? []).map((row) => ({
    by: principal(row.by, own),
    on: row.on,
    to: principal(row.to, own),
    privilege: row.privilege,
    ...(row.grantable ? { grantable: true as const } : {}),
  }));
  return sortedBy(distinct(all, defaultPrivilegeKey), defaultPrivilegeKey);
}

/** Two grantors may have granted the same. */
function distinct<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
