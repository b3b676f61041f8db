import { readAddress } from '@akili/resource';
import type { Change } from './document.ts';
import type { PlannedQuery } from './planned-query.ts';

/**
 * Puts the change of a product's query beside one change of the product: that of its compute asset, which runs the
 * query, else the first that there is. What is deleted has no query any more.
 */
export function withQueries(
  changes: readonly Change[],
  queries: ReadonlyMap<string, PlannedQuery> | undefined,
): readonly Change[] {
  if (queries === undefined || queries.size === 0) return changes;
  const bearers = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.tenant}/${change.product}`;
    if (change.product === undefined || change.op === 'delete' || !queries.has(key)) continue;
    if (!bearers.has(key) || readAddress(change.address)?.kind === 'compute.asset') bearers.set(key, change);
  }
  return changes.map((change) => {
    const key = `${change.tenant}/${change.product}`;
    const query = bearers.get(key) === change ? queries.get(key) : undefined;
    return query === undefined ? change : { ...change, query };
  });
}
