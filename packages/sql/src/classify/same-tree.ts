import type { SqlTree } from '../tree/sql-tree.ts';

/** True when two texts have the same tree: they differ in nothing but white space, comments and where things stand. */
export function sameTree(before: SqlTree, after: SqlTree): boolean {
  return withoutPlaces(before) === withoutPlaces(after);
}

function withoutPlaces(tree: SqlTree): string {
  return JSON.stringify(tree.query, (key, value: unknown) => (key === 'at' ? undefined : value));
}
