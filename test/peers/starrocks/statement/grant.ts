import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import { readIdentifierOrString, readUser, type UserIdentity } from '../syntax/names.ts';
import { readGrantObject, type GrantObject } from './grant-object.ts';
import { coveredByAll, privileges, spellings } from './privileges.ts';
import { readRoles } from './read-set.ts';

export interface Grant {
  readonly kind: 'grant';
  readonly revoke: boolean;
  readonly what: GrantedPrivileges | { readonly roles: readonly string[] };
  readonly to: Grantee;
  readonly grantOption: boolean;
}

export interface GrantedPrivileges {
  readonly privileges: readonly string[] | 'all';
  readonly on: GrantObject;
}

export type Grantee = { readonly role: string } | { readonly user: UserIdentity } | { readonly group: string };

/** Source: docs `account-management/GRANT.md`; roles for groups are in `authentication/group_provider.md`, from 4.0. */
export function readGrant(cursor: Cursor): Grant {
  cursor.expect('GRANT');
  const onObject = comesBefore(cursor, 'ON', 'TO');
  const what = onObject ? readPrivileges(cursor) : { roles: readRoles(cursor) };
  cursor.expect('TO');
  const to = readGrantee(cursor, onObject);
  const grantOption = onObject && cursor.accept('WITH', 'GRANT', 'OPTION');
  return { kind: 'grant', revoke: false, what, to, grantOption };
}

/** Source: docs `account-management/REVOKE.md`. */
export function readRevoke(cursor: Cursor): Grant {
  cursor.expect('REVOKE');
  const onObject = comesBefore(cursor, 'ON', 'FROM');
  const what = onObject ? readPrivileges(cursor) : { roles: readRoles(cursor) };
  cursor.expect('FROM');
  return { kind: 'grant', revoke: true, what, to: readGrantee(cursor, onObject), grantOption: false };
}

/** True when the first of the two words that comes is `one`: what tells privileges from roles. */
function comesBefore(cursor: Cursor, one: string, other: string): boolean {
  for (let ahead = 0; cursor.peek(ahead).kind !== 'end'; ahead += 1) {
    const { upper } = cursor.peek(ahead);
    if (upper === one || upper === other) return upper === one;
  }
  return false;
}

function readPrivileges(cursor: Cursor): GrantedPrivileges {
  const at = cursor.peek().at;
  const all = cursor.accept('ALL');
  if (all) cursor.accept('PRIVILEGES');
  const named = all ? [] : readList(cursor, () => readPrivilege(cursor));
  cursor.expect('ON');
  const on = readGrantObject(cursor);
  const known = new Set(privileges[on.type]);
  if (!cursor.has('refreshOnTable') && on.type === 'TABLE') known.delete('REFRESH');
  const foreign = all ? !coveredByAll.has(on.type) : named.some((one) => !known.has(one));
  if (foreign) cursor.reject(at, `Cannot grant or revoke ${all ? 'ALL' : named.join(', ')} on ${on.type}`);
  return { privileges: all ? 'all' : named, on };
}

function readPrivilege(cursor: Cursor): string {
  const found = spellings.find((words) => cursor.accept(...words));
  return found?.join(' ') ?? cursor.fail();
}

function readGrantee(cursor: Cursor, onObject: boolean): Grantee {
  if (cursor.accept('ROLE')) return { role: readIdentifierOrString(cursor) };
  if (cursor.accept('USER')) return { user: readUser(cursor) };
  if (!onObject && cursor.has('grantToGroup') && cursor.accept('EXTERNAL', 'GROUP')) {
    return { group: readIdentifierOrString(cursor) };
  }
  return { user: readUser(cursor) };
}
