import type { Expression, VariableScope } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { readList } from '../syntax/list.ts';
import { readIdentifier, readIdentifierOrString, readString, readUser } from '../syntax/names.ts';
import type { Properties } from '../syntax/properties.ts';
import type { Statement } from './statement.ts';

export interface Assignment {
  readonly scope: VariableScope;
  readonly name: string;
  /** `undefined` for DEFAULT. */
  readonly value?: Expression;
}

/**
 * Reads SET in all its forms.
 * Source: docs `cluster-management/config_vars/SET.md`, `Catalog/SET_CATALOG.md`, `account-management/SET_PASSWORD.md`,
 * `SET_ROLE.md`, `SET_DEFAULT_ROLE.md`, `SET_PROPERTY.md`.
 */
export function readSet(cursor: Cursor): Statement {
  cursor.expect('SET');
  if (cursor.accept('CATALOG')) return { kind: 'setCatalog', catalog: readIdentifierOrString(cursor) };
  if (cursor.accept('NAMES')) return readNames(cursor);
  if (cursor.accept('PASSWORD')) return readPassword(cursor);
  if (cursor.accept('DEFAULT', 'ROLE')) return readDefaultRole(cursor);
  if (cursor.accept('ROLE')) return readRole(cursor);
  if (cursor.accept('PROPERTY')) return readProperty(cursor);
  return { kind: 'set', assignments: readList(cursor, () => readAssignment(cursor)) };
}

function readNames(cursor: Cursor): Statement {
  const charset = readIdentifierOrString(cursor);
  if (cursor.accept('COLLATE')) readIdentifierOrString(cursor);
  return { kind: 'setNames', charset };
}

function readPassword(cursor: Cursor): Statement {
  const user = cursor.accept('FOR') ? readUser(cursor) : undefined;
  cursor.expect('=');
  const hashed = cursor.accept('PASSWORD', '(');
  const password = readString(cursor);
  if (hashed) cursor.expect(')');
  return { kind: 'setPassword', password, ...(user && { user }) };
}

function readDefaultRole(cursor: Cursor): Statement {
  const roles = cursor.accept('ALL') ? 'all' : cursor.accept('NONE') ? 'none' : readRoles(cursor);
  cursor.expect('TO');
  return { kind: 'setDefaultRole', roles, user: readUser(cursor) };
}

function readRole(cursor: Cursor): Statement {
  const word = (['all', 'default', 'none'] as const).find((one) => cursor.accept(one.toUpperCase()));
  return { kind: 'setRole', roles: word ?? readRoles(cursor) };
}

/** Reads `role, role, ...`. */
export const readRoles = (cursor: Cursor): readonly string[] => readList(cursor, () => readIdentifierOrString(cursor));

function readProperty(cursor: Cursor): Statement {
  const user = cursor.accept('FOR') ? readIdentifierOrString(cursor) : undefined;
  const properties: Properties = readList(cursor, () => {
    const key = readString(cursor);
    cursor.expect('=');
    return [key, readString(cursor)] as const;
  });
  return { kind: 'setProperty', properties, ...(user !== undefined && { user }) };
}

function readAssignment(cursor: Cursor): Assignment {
  const target = readTarget(cursor);
  cursor.expect('=');
  if (cursor.accept('DEFAULT')) return target;
  return { ...target, value: readExpression(cursor) };
}

function readTarget(cursor: Cursor): { readonly scope: VariableScope; readonly name: string } {
  if (cursor.accept('@')) return { scope: 'user', name: readIdentifier(cursor) };
  const system = cursor.accept('@@');
  const global = cursor.accept(...(system ? ['GLOBAL', '.'] : ['GLOBAL']));
  if (!global) cursor.accept(...(system ? ['SESSION', '.'] : ['SESSION']));
  return { scope: global ? 'global' : 'session', name: readIdentifier(cursor) };
}
