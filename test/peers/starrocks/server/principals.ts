import type { CreateRole, Drop, SetDefaultRole, Statement } from '../statement/statement.ts';
import type { AlterUser, Authentication, CreateUser } from '../statement/user.ts';
import { demandAdministrator } from './access.ts';
import { forget } from './catalogs.ts';
import { analyzing, Failure } from './failure.ts';
import { storedPassword } from './native-password.ts';
import type { Answer, Session } from './session.ts';
import { identityOf, systemRoles, type User } from './world.ts';

export function createRole(session: Session, { role, ifNotExists }: CreateRole): Answer {
  demandAdministrator(session, 'GRANT');
  const { roles } = session.world;
  if (roles.has(role) && !ifNotExists)
    throw analyzing(`Operation CREATE ROLE failed for role ${role}: role already exists`);
  roles.add(role);
  return 'ok';
}

export function dropRole(session: Session, statement: Drop): Answer {
  demandAdministrator(session, 'GRANT');
  const [role = ''] = statement.name;
  const { world } = session;
  demandRole(session, role);
  if (systemRoles.includes(role)) throw analyzing(`role ${role} cannot be dropped`);
  world.roles.delete(role);
  forget(session, (entry) => entry.grantee === `role ${role}`);
  dropEdges(session, (edge) => edge.role === role || edge.holder === `role ${role}`);
  return 'ok';
}

export function createUser(session: Session, statement: CreateUser): Answer {
  demandAdministrator(session, 'GRANT');
  const { world } = session;
  const identity = identityOf(statement.user);
  if (world.users.has(identity)) {
    if (statement.ifNotExists) return 'ok';
    throw new Failure(1396, `Operation CREATE USER failed for ${identity}`);
  }
  const { name, host } = statement.user;
  const user: User = { name, host, hash: hashOf(statement.authentication), defaultRoles: [] };
  world.users.set(identity, user);
  for (const role of statement.defaultRoles ?? []) {
    demandRole(session, role);
    world.edges.push({ role, holder: `user ${identity}` });
  }
  user.defaultRoles = statement.defaultRoles ?? [];
  setProperties(session, name, statement.properties ?? []);
  return 'ok';
}

export function alterUser(session: Session, statement: AlterUser): Answer {
  demandAdministrator(session, 'GRANT');
  const user = userNamed(session, statement.user);
  if (statement.authentication !== undefined) user.hash = hashOf(statement.authentication);
  if (statement.defaultRoles !== undefined) setDefaults(session, user, statement.defaultRoles);
  if (statement.properties !== undefined) setProperties(session, user.name, statement.properties);
  return 'ok';
}

export function setDefaultRole(session: Session, statement: SetDefaultRole): Answer {
  demandAdministrator(session, 'GRANT');
  setDefaults(session, userNamed(session, statement.user), statement.roles);
  return 'ok';
}

export function setProperty(session: Session, statement: Extract<Statement, { kind: 'setProperty' }>): Answer {
  demandAdministrator(session, 'GRANT');
  setProperties(session, statement.user ?? '', statement.properties);
  return 'ok';
}

export function dropUser(session: Session, statement: Drop): Answer {
  demandAdministrator(session, 'GRANT');
  const [name = '', host = '%'] = statement.name;
  const user = userNamed(session, { name, host });
  const { world } = session;
  world.users.delete(identityOf(user));
  forget(session, (entry) => entry.grantee === `user ${identityOf(user)}`);
  dropEdges(session, (edge) => edge.holder === `user ${identityOf(user)}`);
  if (![...world.users.values()].some((one) => one.name === name)) world.userProperties.delete(name);
  return 'ok';
}

export function demandRole({ world }: Session, role: string): void {
  if (!world.roles.has(role)) throw analyzing(`cannot find role ${role}!`);
}

export function userNamed({ world }: Session, user: { readonly name: string; readonly host: string }): User {
  const found = world.users.get(identityOf(user));
  if (found === undefined) throw analyzing(`user ${identityOf(user)} not exist!`);
  return found;
}

export function dropEdges({ world }: Session, gone: (edge: Session['world']['edges'][number]) => boolean): void {
  const left = world.edges.filter((edge) => !gone(edge));
  world.edges.splice(0, world.edges.length, ...left);
}

function setDefaults(session: Session, user: User, roles: readonly string[] | 'all' | 'none'): void {
  const held = session.world.edges
    .filter(({ holder }) => holder === `user ${identityOf(user)}`)
    .map(({ role }) => role);
  const wanted = roles === 'all' ? held : roles === 'none' ? [] : roles;
  for (const role of wanted)
    if (!held.includes(role)) throw analyzing(`Role ${role} is not granted to ${identityOf(user)}`);
  user.defaultRoles = wanted;
}

const known = /^(max_user_connections|catalog|database|session\..+)$/;

function setProperties({ world }: Session, name: string, list: readonly (readonly [string, string])[]): void {
  const values = world.userProperties.get(name) ?? new Map<string, string>();
  world.userProperties.set(name, values);
  for (const [key, value] of list) {
    if (!known.test(key)) throw analyzing(`Unknown user property(${key})`);
    if (key === 'catalog' && value !== '' && !world.catalogs.has(value)) throw analyzing(`Unknown catalog '${value}'`);
    if (key === 'max_user_connections' && !/^\d+$/.test(value)) throw analyzing(`max_user_connections is not a number`);
    if (value === '') values.delete(key);
    else values.set(key, value);
  }
}

function hashOf(authentication: Authentication | undefined): string {
  if (authentication === undefined) return '';
  if (authentication.plugin !== undefined && authentication.plugin.toLowerCase() !== 'mysql_native_password')
    throw analyzing(`Cannot find ${authentication.plugin}`);
  if ('password' in authentication) return storedPassword(authentication.password);
  if (!('hash' in authentication)) return '';
  if (!/^\*[0-9A-F]{40}$/.test(authentication.hash))
    throw analyzing('Password hash should be a 41-digit hexadecimal number');
  return authentication.hash;
}
