import type { Json } from '@akili/model';
import { notOurs, type ResourceType } from '@akili/resource';
import { grantStatements } from './grant-statement.ts';
import { kinds } from './kinds.ts';
import { difference, draft, isRecorded, removal, renewal, runRequest, same } from './request.ts';
import type { GrantsRequest } from './run-grants.ts';
import type { StarRocksSession } from './session.ts';
import type { GrantsSpec } from './specs.ts';

export type GrantsValue = {
  /** As `grantKey` writes them, sorted. */
  readonly grants: readonly string[];
  /** Roles that the role holds, sorted. */
  readonly roles: readonly string[];
};

type GrantsType = ResourceType<GrantsSpec, StarRocksSession>;

/**
 * What a role of the tenant may do, compared as a set of privileges: the engine merges and reorders its text. Those of
 * the tenant's own roles come before what the tenant makes and go after it, since it makes it by them.
 */
const roleGrants = (kind: string, rank: number): GrantsType => ({
  kind,
  rank,
  expect: (desired) => valueOf(desired.spec),
  // A lost state costs a refresh: what is as declared is taken over.
  adopts: ({ spec }, { value }) => same(value, valueOf(spec)),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const before = observed.value as GrantsValue;
      const request = requestOf(observed.name, [], before.grants, [], before.roles);
      return removal(observed, [draft(`take every grant from role ${observed.name}`, 'security', 'platform', request)]);
    }
    const { spec } = desired;
    const after = valueOf(spec);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    const before = (observed?.value ?? { grants: [], roles: [] }) as GrantsValue;
    if (observed !== undefined && same(before, after))
      return isRecorded(desired, observed) ? undefined : renewal(desired, observed, after, spec.by);
    const added = without(after.grants, before.grants);
    const surplus = without(before.grants, after.grants);
    const rolesAdded = without(after.roles, before.roles);
    const rolesSurplus = without(before.roles, after.roles);
    // A tenant gives its teams what its owner role may give on. It does not see what they have, so that taking is the
    // platform's: what a role has too much is then never in the way of what it lacks.
    const split = spec.by === 'tenant' && surplus.length + rolesSurplus.length > 0;
    const own = requestOf(spec.role, added, split ? [] : surplus, rolesAdded, split ? [] : rolesSurplus);
    const take = `take from role ${spec.role} what nobody declared`;
    const gives = !split || added.length + rolesAdded.length > 0;
    const steps = [
      ...(split ? [draft(take, 'security', 'platform', requestOf(spec.role, [], surplus, [], rolesSurplus))] : []),
      ...(gives ? [draft(`grant role ${spec.role} what is declared, and no more`, 'security', spec.by, own)] : []),
    ];
    const reason = [
      ...[...added, ...rolesAdded].map((one) => `+ ${one}`),
      ...[...surplus, ...rolesSurplus].map((one) => `- ${one}`),
    ].join('; ');
    const change = difference(
      observed === undefined ? 'create' : 'update',
      observed === undefined ? 'not there yet' : reason,
      observed,
      after,
      steps,
    );
    return surplus.length + rolesSurplus.length > 0 ? { ...change, foreign: true } : change;
  },
  run: runRequest,
});

/** Of the owner, the deployer and the reader: of whole databases, given by the platform. */
export const grants = roleGrants(kinds.grants, 30.5);
/** Of a team: the tables and views of the products whose `access` names it, given by the tenant that makes them. */
export const access = roleGrants(kinds.access, 60);

function valueOf(spec: GrantsSpec): GrantsValue & { readonly [key: string]: Json } {
  return { grants: spec.grants, roles: spec.roles };
}

function without(list: readonly string[], other: readonly string[]): readonly string[] {
  return list.filter((one) => !other.includes(one));
}

/** Revokes come first: revoking a privilege takes its grant option with it, which may be what is granted next. */
function requestOf(
  role: string,
  added: readonly string[],
  surplus: readonly string[],
  rolesAdded: readonly string[],
  rolesSurplus: readonly string[],
): GrantsRequest {
  return {
    op: 'grants',
    role,
    statements: [
      ...grantStatements(surplus, role, { revoke: true }),
      ...grantStatements(added, role, { revoke: false }),
    ],
    addRoles: rolesAdded,
    dropRoles: rolesSurplus,
  };
}
