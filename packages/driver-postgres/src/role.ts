import { notOurs, specDigest, type Resource, type ResourceType, type StepDraft } from '@akili/resource';
import { changes, difference, isApplied, removal, same } from './difference.ts';
import { foreignInRole, membershipKey } from './foreign-access.ts';
import { roleKind } from './kinds.ts';
import { runRole, type RoleRequest } from './role-request.ts';
import type { LookupSession } from './session.ts';
import type { RoleSpec } from './specs.ts';
import { without } from './acl.ts';
import type { RoleSetting, RoleValue } from './values.ts';

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
        set(desired, after, after, true, `create role ${desired.spec.role}`),
      ]);
    if (isApplied(desired as Resource<never>, observed, after)) return undefined;
    const before = observed.value as RoleValue;
    const password = observed.mark?.digest !== specDigest(desired as Resource<never>);
    const reasons = why(before, after);
    if (reasons.length > 0)
      return difference(
        'update',
        reasons,
        observed,
        after,
        [set(desired, before, after, password, `change role ${desired.spec.role}: ${reasons.join('; ')}`)],
        foreignInRole(before, after),
      );
    return difference('update', ['the mark is out of date'], observed, after, [recorded(desired, after, password)]);
  },
  run: (session, step, signal) => runRole(session, step.request as RoleRequest, signal),
};

function expected(spec: RoleSpec): RoleValue {
  return {
    login: spec.login,
    inherit: spec.inherit,
    connectionLimit: spec.connectionLimit,
    attributes: [],
    settings: (spec.settings ?? []).map((setting) => ({ database: null, setting })),
    memberOf: spec.memberOf.map((role) => ({ role, inherit: spec.inherit })),
    foreignMembers: [],
    defaultPrivileges: [],
  };
}

/** `password`: the login's password is set too, since it is new or the record of it is another one's. */
function set(
  desired: Resource<RoleSpec>,
  before: RoleValue,
  after: RoleValue,
  password: boolean,
  summary: string,
): StepDraft {
  const request: RoleRequest = {
    do: 'setRole',
    tenantId: desired.tenant.id,
    mark: specDigest(desired),
    role: desired.spec,
    ...(password && desired.spec.reference !== undefined ? { passwordOf: desired.tenant.slug } : {}),
    clear: before.attributes,
    resetIn: same(before.settings, after.settings) ? [] : [...new Set(before.settings.map((one) => one.database))],
    leave: without(before.memberOf, after.memberOf, membershipKey).map((one) => one.role),
    expel: before.foreignMembers,
    undefault: before.defaultPrivileges,
  };
  return { summary, risk: 'security', credential: 'platform', request };
}

/** Nothing can be seen to differ: a login may have another version of its secret. */
function recorded(desired: Resource<RoleSpec>, after: RoleValue, password: boolean): StepDraft {
  const { role, reference, version } = desired.spec;
  if (reference === undefined)
    return { ...set(desired, after, after, password, `record what role ${role} was made from`), risk: 'safe' };
  const summary = `set the password of role ${role} to version ${version} of ${reference}`;
  return set(desired, after, after, password, summary);
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
  reasons.push(...settingReasons(before.settings, after.settings));
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

function settingReasons(before: readonly RoleSetting[], after: readonly RoleSetting[]): readonly string[] {
  const lost = without(after, before, settingKey).map((one) => one.setting);
  const stray = without(before, after, settingKey).map((one) => one.setting);
  return [
    ...(lost.length === 0 ? [] : [`settings: + ${lost.join(', ')}`]),
    ...(stray.length === 0 ? [] : [`settings not declared: ${stray.join(', ')}`]),
  ];
}

function settingKey(one: RoleSetting): string {
  return `${one.database ?? ''}\n${one.setting}`;
}
