import type { Cursor } from '../syntax/cursor.ts';
import { readIdentifier, readString, readUser, type UserIdentity } from '../syntax/names.ts';
import { readIfNotExists, readPropertyList, type Properties } from '../syntax/properties.ts';
import { readRoles } from './read-set.ts';

/** How a user proves who it is; `hash` holds an already hashed password or what a plugin needs. */
export type Authentication =
  | { readonly plugin?: string; readonly password: string }
  | { readonly plugin?: string; readonly hash: string }
  | { readonly plugin: string };

export interface CreateUser {
  readonly kind: 'createUser';
  readonly user: UserIdentity;
  readonly ifNotExists: boolean;
  readonly authentication?: Authentication;
  readonly defaultRoles?: readonly string[];
  readonly properties?: Properties;
}

export interface AlterUser {
  readonly kind: 'alterUser';
  readonly user: UserIdentity;
  readonly authentication?: Authentication;
  readonly defaultRoles?: readonly string[] | 'all' | 'none';
  readonly properties?: Properties;
}

/** Source: docs `account-management/CREATE_USER.md`; its PROPERTIES are of 3.3.3. */
export function readCreateUser(cursor: Cursor): CreateUser {
  const ifNotExists = readIfNotExists(cursor);
  const user = readUser(cursor);
  const authentication = readAuthentication(cursor);
  const defaultRoles = cursor.accept('DEFAULT', 'ROLE') ? readRoles(cursor) : undefined;
  const properties = cursor.accept('PROPERTIES') ? readPropertyList(cursor) : undefined;
  return {
    kind: 'createUser',
    user,
    ifNotExists,
    ...(authentication && { authentication }),
    ...(defaultRoles && { defaultRoles }),
    ...(properties && { properties }),
  };
}

/** One change at a time; properties belong to the user's name, without a host. Source: docs `account-management/ALTER_USER.md`. */
export function readAlterUser(cursor: Cursor): AlterUser {
  const named = cursor.peek(1).upper !== '@';
  const user = readUser(cursor);
  const head = { kind: 'alterUser', user } as const;
  if (named && cursor.accept('SET', 'PROPERTIES')) return { ...head, properties: readPropertyList(cursor) };
  if (cursor.accept('DEFAULT', 'ROLE')) {
    const defaultRoles = cursor.accept('ALL') ? 'all' : cursor.accept('NONE') ? 'none' : readRoles(cursor);
    return { ...head, defaultRoles };
  }
  const authentication = readAuthentication(cursor);
  if (authentication === undefined) cursor.fail();
  return { ...head, authentication };
}

function readAuthentication(cursor: Cursor): Authentication | undefined {
  if (!cursor.accept('IDENTIFIED')) return undefined;
  if (cursor.accept('BY')) {
    return cursor.accept('PASSWORD') ? { hash: readString(cursor) } : { password: readString(cursor) };
  }
  cursor.expect('WITH');
  const plugin = readIdentifier(cursor);
  if (cursor.accept('BY')) return { plugin, password: readString(cursor) };
  return cursor.accept('AS') ? { plugin, hash: readString(cursor) } : { plugin };
}
