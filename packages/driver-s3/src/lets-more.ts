import { canonicalJson, type Json } from '@akili/model';
import type { Statement } from './statement.ts';

/**
 * True where the live statements let somebody do what the expected ones do not, or lack something that the expected
 * ones forbid. Both normalised. A statement is taken apart into single rights (who, what, where, when), so that one
 * that was narrowed is no more access.
 */
export function letsMore(live: readonly Statement[], expected: readonly Statement[]): boolean {
  const wanted = new Set(expected.flatMap(rightsOf));
  const there = new Set(live.flatMap(rightsOf));
  const isGranted = live
    .filter(isAllow)
    .flatMap(rightsOf)
    .some((right) => !wanted.has(right));
  return (
    isGranted ||
    expected
      .filter((one) => !isAllow(one))
      .flatMap(rightsOf)
      .some((right) => !there.has(right))
  );
}

function isAllow({ Effect }: Statement): boolean {
  return Effect !== 'Deny';
}

/** Each combination of a statement's lists; members that are read as a whole (conditions, `Not...`) stay whole. */
function rightsOf(statement: Statement): readonly string[] {
  const { Principal = null, Action = null, Resource = null, ...rest } = statement as { readonly [key: string]: Json };
  const principals = Object.entries((Principal ?? {}) as { readonly [kind: string]: Json }).flatMap(([kind, names]) =>
    listOf(names).map((name) => [kind, name] as const),
  );
  return (principals.length === 0 ? [null] : principals).flatMap((principal) =>
    listOf(Action).flatMap((action) =>
      conditionsOf(rest).flatMap((condition) =>
        listOf(Resource).map((resource) => canonicalJson([principal, action, resource, condition] as unknown as Json)),
      ),
    ),
  );
}

/** A condition with one key and several values holds for each of them alone: each is a right of its own. */
function conditionsOf(rest: { readonly [key: string]: Json }): readonly Json[] {
  const { Condition } = rest;
  const operators = Object.entries(
    (Condition ?? {}) as { readonly [operator: string]: { readonly [key: string]: Json } },
  );
  const [operator, keys] = operators[0] ?? [];
  const entries = Object.entries(keys ?? {});
  const [key, values] = entries[0] ?? [];
  if (operators.length !== 1 || entries.length !== 1 || operator === undefined || key === undefined) return [rest];
  if (!/^String(Like|Equals)$/.test(operator)) return [rest];
  return listOf(values ?? null).map((value) => ({ ...rest, Condition: { [operator]: { [key]: value } } }));
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
