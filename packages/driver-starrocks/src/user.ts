import type { Json } from '@akili/model';
import { notOurs, type ResourceType } from '@akili/resource';
import { kinds } from './kinds.ts';
import { identifier, literal, properties, userIdentity } from './quote.ts';
import { difference, draft, isRecorded, removal, runRequest, same, statements } from './request.ts';
import type { StarRocksSession } from './session.ts';
import type { UserSpec } from './specs.ts';
import type { Condition, SecretHole, Statement } from './statement.ts';

export type UserValue = {
  /** Roles that it holds, sorted. */
  readonly roles: readonly string[];
  /** Privileges that it holds by itself; ours hold none. */
  readonly grants: readonly string[];
  /** Hosts that it logs in from. */
  readonly hosts: readonly string[];
  /** Those that are declared. */
  readonly properties: { readonly [key: string]: string };
};

/**
 * A login of the tenant. Its password and its default role cannot be read back: the digest in the state, which covers the
 * secret's reference and version, says what was set.
 */
export const user: ResourceType<UserSpec, StarRocksSession> = {
  kind: kinds.user,
  rank: 11,
  expect: (desired) => expected(desired.spec),
  // A lost state costs a refresh: what is as declared is taken over.
  adopts: ({ spec }, { value }) => same(value, expected(spec)),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const { hosts } = observed.value as UserValue;
      const drops = hosts.map((host) => {
        const identity = `${literal(observed.name)}@${literal(host)}`;
        return { sql: `DROP USER ${identity}`, when: exists(identity, 'there') };
      });
      const request = statements(...drops);
      return removal(observed, [draft(`drop user ${observed.name}`, 'security', 'platform', request)]);
    }
    const { spec } = desired;
    const after = expected(spec);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    if (observed === undefined) {
      const create = draft(
        `create user ${spec.user}`,
        'security',
        'platform',
        statements(...creation(spec), ...settings(spec)),
      );
      return difference('create', 'not there yet', observed, after, [create]);
    }
    const before = observed.value as UserValue;
    if (same(before, after) && isRecorded(desired, observed)) return undefined;
    const changed = (Object.keys(after) as (keyof UserValue)[]).filter((key) => !same(before[key], after[key]));
    const reason = changed.length === 0 ? 'its login changed' : `changed: ${changed.join(', ')}`;
    const steps = [
      draft(
        `set login and properties of user ${spec.user}`,
        'security',
        'platform',
        statements(password(spec), ...settings(spec)),
      ),
    ];
    const foreign =
      before.grants.length > 0 ||
      before.hosts.some((host) => host !== '%') ||
      before.roles.some((role) => role !== spec.defaultRole);
    if (foreign)
      steps.push(
        draft(`take from user ${spec.user} what nobody declared`, 'security', 'platform', {
          op: 'outsiders',
          of: { user: spec.user, role: spec.defaultRole },
        }),
      );
    return { ...difference('update', reason, observed, after, steps), ...(foreign ? { foreign: true as const } : {}) };
  },
  run: runRequest,
};

function expected(spec: UserSpec): UserValue & { readonly [key: string]: Json } {
  return { roles: [spec.defaultRole], grants: [], hosts: ['%'], properties: spec.properties };
}

const exists = (identity: string, is: Condition['is']): Condition => ({
  show: 'SHOW USERS',
  column: 'User',
  value: identity,
  is,
});

function hash(spec: UserSpec): SecretHole {
  const { reference, version } = spec.login;
  return { secret: 'hash', reference, version, username: spec.user };
}

function creation(spec: UserSpec): readonly Statement[] {
  const head = `CREATE USER IF NOT EXISTS ${userIdentity(spec.user)} IDENTIFIED WITH mysql_native_password AS `;
  // A user that was made by a run that ended there has the password of that run.
  return [{ sql: [head, hash(spec)] }, password(spec)];
}

function password(spec: UserSpec): Statement {
  return { sql: [`ALTER USER ${userIdentity(spec.user)} IDENTIFIED WITH mysql_native_password AS `, hash(spec)] };
}

function settings(spec: UserSpec): readonly Statement[] {
  const identity = userIdentity(spec.user);
  const role = identifier(spec.defaultRole);
  return [
    { sql: `GRANT ${role} TO USER ${identity}` },
    // A role that is granted is not active before it is a default role.
    { sql: `ALTER USER ${identity} DEFAULT ROLE ${role}` },
    { sql: `ALTER USER ${literal(spec.user)} SET PROPERTIES ${properties(spec.properties)}` },
  ];
}
