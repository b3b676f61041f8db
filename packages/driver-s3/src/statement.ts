import { canonicalJson, type Json } from '@akili/model';
import type { OwnershipMark } from '@akili/resource';

/** One statement of a bucket policy, without its Sid. */
export type Statement = { readonly [member: string]: Json };

/** A statement of a live policy. */
export interface LiveStatement {
  readonly sid: string | undefined;
  /** As it compares: `normaliseStatement`. */
  readonly statement: Statement;
}

/**
 * A statement in the one form that compares: members that may be a text or a list are sorted lists, a principal that
 * is everybody is `{ AWS: ['*'] }`, and the Sid is gone. What somebody lets or forbids is the same afterwards.
 */
export function normaliseStatement(statement: Statement): Statement {
  const normal: { [member: string]: Json } = {};
  for (const member of Object.keys(statement).sort()) {
    if (member === 'Sid') continue;
    normal[member] = normaliseMember(member, statement[member] as Json);
  }
  return normal;
}

function normaliseMember(member: string, value: Json): Json {
  if (member === 'Effect') return value;
  if (member === 'Principal' || member === 'NotPrincipal')
    return value === '*' ? { AWS: ['*'] } : eachMember(value, sortedList);
  if (member === 'Condition') return eachMember(value, (operator) => eachMember(operator, sortedList));
  return sortedList(value);
}

function eachMember(value: Json, make: (value: Json) => Json): Json {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const members = value as { readonly [key: string]: Json };
  return Object.fromEntries(
    Object.keys(members)
      .sort()
      .map((key) => [key, make(members[key] as Json)]),
  );
}

function sortedList(value: Json): Json {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return [...new Set(list.map((item) => (typeof item === 'string' ? item : canonicalJson(item))))].sort();
}

/** Normalised statements in canonical order. */
export function inOrder(statements: readonly Statement[]): readonly Statement[] {
  return statements.map(normaliseStatement).toSorted((a, b) => (canonicalJson(a) < canonicalJson(b) ? -1 : 1));
}

const sidPattern = /^Akili([A-Z][A-Za-z]*)([0-9a-f]{32})x([0-9a-f]{64})$/;

/** The Sid of a statement of ours: its part, the tenant's id, the digest. AWS takes letters and digits only. */
export function sidOf(part: string, { tenantId, digest }: OwnershipMark): string {
  return `Akili${part}${tenantId.replaceAll('-', '')}x${digest.replace('sha256:', '')}`;
}

/** The mark in a Sid; undefined where the statement is not one of ours. */
export function readSid(sid: string | undefined): OwnershipMark | undefined {
  const match = sidPattern.exec(sid ?? '');
  if (match === null) return undefined;
  const [, , id, digest] = match as unknown as readonly [string, string, string, string];
  return { tenantId: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), digest: `sha256:${digest}` };
}
