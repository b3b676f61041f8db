import type { Version } from '../version.ts';

/** Where a function may stand: a window function needs OVER, an aggregate may have it, a scalar may not. */
export type Role = 'scalar' | 'aggregate' | 'window' | 'table';

export interface FunctionEntry {
  readonly role: Role;
  readonly least: number;
  readonly most: number;
  readonly since?: Version;
}

/** How many arguments: a number, a range, or at least so many. */
export type Arity = number | readonly [least: number, most: number];

export const many = Number.POSITIVE_INFINITY;

/** The entries of one family of functions, by lower-case name. */
export function family(
  role: Role,
  arities: Readonly<Record<string, Arity>>,
): readonly (readonly [string, FunctionEntry])[] {
  return Object.entries(arities).map(([name, arity]) => {
    const [least, most] = typeof arity === 'number' ? [arity, arity] : arity;
    return [name, { role, least, most }];
  });
}

/** Entries that a later version added. */
export function added(
  since: Version,
  entries: readonly (readonly [string, FunctionEntry])[],
): readonly (readonly [string, FunctionEntry])[] {
  return entries.map(([name, entry]) => [name, { ...entry, since }]);
}
