import { notOurs, specDigest, type Resource, type ResourceType, type StepDraft } from '@akili/resource';
import { changes, difference, isApplied, removal, same } from './difference.ts';
import { foreignInRole, membershipKey } from './foreign-access.ts';
import { roleKind } from './kinds.ts';
import { runRole, type RoleRequest } from './role-request.ts';
import type { LookupSession } from './session.ts';
import type { RoleSpec } from './specs.ts';
import { without } from './acl.ts';
import type { RoleValue } from './values.ts';

/** Roles are cluster-wide and belong to the platform's credential; a role's mark is its comment. */
export const roleType: ResourceType<RoleSpec, LookupSession> = {
  kind: roleKind,
  rank: 10,
  expect: (desired) => expected(desired.spec),
  diff(desired, observed) {
    if (desired === undefined) return removal(observed, (tenantId) => [drop(observed!.name, tenantId)]);
    const after = expected(desired.spec);
    const stranger = notOurs(desired as Resource<never>, observed, after);
    if (stranger !== undefined) return stranger;
    if (observed === undefined)
      return difference('create', ['not there yet'], observed, after, [
        set(desired, after, after, `create role ${desired.spec.role}`),
      ]);
    if (isApplied(desired as Resource<never>, observed, after)) return undefined;
    const before = observed.value as RoleValue;
    const reasons = why(before, after);
    const step =
      reasons.length === 0
        ? {
            ...set(desired, before, after, `record what role ${desired.spec.role} was made from`),
            risk: 'safe' as const,
          }
        : set(desired, before, after, `change role ${desired.spec.role}: ${reasons.join('; ')}`);
    const said = reasons.length === 0 ? ['the mark is out of date'] : reasons;
    return difference('update', said, observed, after, [step], foreignInRole(before, after));
  },
  run: (session, step, signal) => runRole(session, step.request as RoleRequest, signal),
};

function expected(spec: RoleSpec): RoleValue {
  return {
    login: spec.login,
    inherit: spec.inherit,
    connectionLimit: spec.connectionLimit,
    attributes: [],
    settings: [],
    memberOf: spec.memberOf.map((role) => ({ role, inherit: spec.inherit })),
    foreignMembers: [],
    defaultPrivileges: [],
  };
}

function set(desired: Resource<RoleSpec>, before: RoleValue, after: RoleValue, summary: string): StepDraft {
  const request: RoleRequest = {
    do: 'setRole',
    tenantId: desired.tenant.id,
    mark: specDigest(desired),
    role: desired.spec,
    clear: before.attributes,
    resetIn: [...new Set(before.settings.map((one) => one.database))],
    leave: without(before.memberOf, after.memberOf, membershipKey).map((one) => one.role),
    expel: before.foreignMembers,
    undefault: before.defaultPrivileges,
  };
  return { summary, risk: 'security', credential: 'platform', request };
}

function drop(role: string, tenantId: string): StepDraft {
  const request: RoleRequest = { do: 'dropRole', tenantId, role };
  return { summary: `drop role ${role}`, risk: 'security', credential: 'platform', request };
}

function why(before: RoleValue, after: RoleValue): string[] {
  const reasons: string[] = [];
  if (before.login !== after.login) reasons.push(after.login ? 'may log in' : 'may no longer log in');
  if (before.inherit !== after.inherit) reasons.push(after.inherit ? 'inherits' : 'no longer inherits');
  if (before.connectionLimit !== after.connectionLimit)
    reasons.push(`connection limit ${before.connectionLimit} -> ${after.connectionLimit}`);
  if (before.attributes.length > 0) reasons.push(`not declared: ${before.attributes.join(', ')}`);
  if (before.settings.length > 0)
    reasons.push(`settings not declared: ${before.settings.map((one) => one.setting).join(', ')}`);
  const membership = changes(
    without(after.memberOf, before.memberOf, membershipKey).map((one) => one.role),
    without(before.memberOf, after.memberOf, membershipKey).map((one) => one.role),
  );
  if (membership !== undefined) reasons.push(`member of: ${membership}`);
  if (before.foreignMembers.length > 0) reasons.push(`foreign members: ${before.foreignMembers.join(', ')}`);
  if (!same(before.defaultPrivileges, after.defaultPrivileges))
    reasons.push(
      `default privileges not declared: ${before.defaultPrivileges.map((one) => `${one.privilege} to ${one.to}`).join(', ')}`,
    );
  return reasons;
}
