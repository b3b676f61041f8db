import { without } from './acl.ts';
import { same } from './difference.ts';
import { grantKey, type Membership, type RoleValue, type SchemaValue, type TableValue } from './values.ts';

// What is observed beyond what is declared: rights, never the lack of them.

/** True when somebody may act as the role, or the role may do something, that nobody declared. */
export function foreignInRole(before: RoleValue, after: RoleValue): boolean {
  return (
    (before.login && !after.login) ||
    (before.inherit && !after.inherit) ||
    before.attributes.length > 0 ||
    before.foreignMembers.length > 0 ||
    before.defaultPrivileges.length > 0 ||
    without(before.memberOf, after.memberOf, membershipKey).length > 0
  );
}

/** True when somebody has a right on the schema, or on what will be made in it, that nobody declared. */
export function foreignInSchema(before: SchemaValue, after: SchemaValue): boolean {
  return (
    before.owner !== after.owner ||
    before.defaultPrivileges.length > 0 ||
    without(before.grants, after.grants, grantKey).length > 0
  );
}

/** True when a grant, a policy, a trigger or an owner was not declared, or row security does not hold. */
export function foreignInTable(before: TableValue, after: TableValue): boolean {
  return (
    before.owner !== after.owner ||
    before.rowSecurity !== after.rowSecurity ||
    before.views !== undefined ||
    before.triggers.length > 0 ||
    before.rules.length > 0 ||
    before.policies.some((policy) => !after.policies.some((one) => same(one, policy))) ||
    without(before.grants, after.grants, grantKey).length > 0
  );
}

/** What tells two memberships apart. */
export function membershipKey(one: Membership): string {
  return `${one.role} ${one.inherit} ${one.admin ?? false} ${one.set ?? true}`;
}
