import type { Cursor } from '../syntax/cursor.ts';
import { readIdentifier } from '../syntax/names.ts';
import type { Expression } from './expression.ts';

/** Reads `@user`, `@@system`, `@@session.system` or `@@global.system`. Source: docs `System_variable.md`, `User_defined_variables.md`. */
export function readVariable(cursor: Cursor): Expression | undefined {
  const at = cursor.peek().at;
  if (cursor.accept('@')) return { kind: 'variable', at, scope: 'user', name: readIdentifier(cursor) };
  if (!cursor.accept('@@')) return undefined;
  const global = cursor.accept('GLOBAL', '.');
  if (!global) cursor.accept('SESSION', '.');
  return { kind: 'variable', at, scope: global ? 'global' : 'session', name: readIdentifier(cursor) };
}
