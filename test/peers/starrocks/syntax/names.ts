import { legalIdentifier } from '../text/refusal.ts';
import { isReserved } from '../text/reserved-words.ts';
import type { Cursor } from './cursor.ts';
import { readParenthesised } from './list.ts';

/** The parts of a name as written without their backticks, outermost first: catalog, database, object. */
export type Name = readonly string[];

/** A user and the host it logs in from; `domain` when the host was written in brackets. */
export interface UserIdentity {
  readonly name: string;
  readonly host: string;
  readonly domain: boolean;
}

/** True when an identifier stands `ahead` tokens from here. */
export function seesIdentifier(cursor: Cursor, ahead = 0): boolean {
  const token = cursor.peek(ahead);
  return token.kind === 'quoted' || (token.kind === 'word' && !isReserved(token.upper, cursor.version));
}

/** Reads an identifier: a word that is not reserved, or anything in backticks. */
export function readIdentifier(cursor: Cursor): string {
  cursor.note(legalIdentifier);
  if (!seesIdentifier(cursor)) cursor.fail();
  return cursor.take().value;
}

/** Reads a name of at most `most` parts. */
export function readName(cursor: Cursor, most = 3): Name {
  const parts = [readIdentifier(cursor)];
  while (parts.length < most && cursor.accept('.')) parts.push(readIdentifier(cursor));
  return parts;
}

/** Reads `(column, column, ...)`. */
export function readColumnList(cursor: Cursor): readonly string[] {
  return readParenthesised(cursor, () => readIdentifier(cursor));
}

/** Reads a string literal and returns what it holds. */
export function readString(cursor: Cursor): string {
  cursor.note('a string literal');
  if (cursor.peek().kind !== 'string') cursor.fail();
  return cursor.take().value;
}

/** Reads a number without fraction, sign or exponent. */
export function readInteger(cursor: Cursor): number {
  cursor.note('an integer');
  const token = cursor.peek();
  if (token.kind !== 'number' || !/^\d+$/.test(token.text)) cursor.fail();
  return Number(cursor.take().text);
}

/** Reads an identifier or a string: how roles, users and resources may be named. */
export function readIdentifierOrString(cursor: Cursor): string {
  return cursor.peek().kind === 'string' ? readString(cursor) : readIdentifier(cursor);
}

/** Reads `user`, `'user'@'host'` or `'user'@['domain']`. Source: docs `account-management/CREATE_USER.md`. */
export function readUser(cursor: Cursor): UserIdentity {
  const name = readIdentifierOrString(cursor);
  if (!cursor.accept('@')) return { name, host: '%', domain: false };
  if (!cursor.accept('[')) return { name, host: readIdentifierOrString(cursor), domain: false };
  const host = readString(cursor);
  cursor.expect(']');
  return { name, host, domain: true };
}
