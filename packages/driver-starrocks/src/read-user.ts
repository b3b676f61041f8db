import type { Row } from './link.ts';
import { nameOf } from './run-outsiders.ts';
import type { SharedReads } from './shared-reads.ts';
import type { UserValue } from './user.ts';

/** The properties of a user that are ours to say; the rest is left alone. */
const managed = ['catalog', 'max_user_connections', 'session.query_timeout'];

/** What the engine says of a user. */
export function userValue(user: string, shared: SharedReads, properties: readonly Row[]): UserValue {
  const identities = shared.users.map((row) => row['User'] ?? '').filter((identity) => nameOf(identity) === user);
  const held = new Map(properties.map((row) => [row['Key'] ?? '', row['Value'] ?? '']));
  return {
    roles: distinct(
      shared.edges
        .filter(({ TO_USER }) => typeof TO_USER === 'string' && identities.includes(TO_USER))
        .map((edge) => edge['FROM_ROLE'] ?? ''),
    ),
    grants: distinct(
      shared.grants.users
        .filter((row) => identities.includes(row['GRANTEE'] ?? ''))
        .map((row) => `${row['PRIVILEGE_TYPE'] ?? ''} on ${row['OBJECT_TYPE'] ?? ''}`),
    ),
    hosts: distinct(identities.map((identity) => /@'(.*)'$/s.exec(identity)?.[1] ?? '')),
    properties: Object.fromEntries(managed.filter((key) => held.has(key)).map((key) => [key, held.get(key) ?? ''])),
  };
}

function distinct(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}
