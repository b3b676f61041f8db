import type { Snapshot } from '@akili/model';
import { freshnessOf } from '@akili/sql';
import { analyseRepository } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { GovernedProduct } from './governed-product.ts';

/** A promise of freshness: a check that measures the age of the newest row. */
export interface PromisedFreshness {
  readonly check: string;
  /** `hour`: what the check's value and threshold count. */
  readonly unit: string;
  readonly column: string;
}

/** Seconds of a unit; months and years at their longest. */
export const unitSeconds: { readonly [unit: string]: number } = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 31 * 86_400,
  quarter: 92 * 86_400,
  year: 366 * 86_400,
};

/** The checks of a product that promise freshness, in the order of its manifest. */
export async function promisedFreshness(
  snapshot: Snapshot,
  { whole, product }: GovernedProduct,
  host: OperationHost,
): Promise<readonly PromisedFreshness[]> {
  const found: PromisedFreshness[] = [];
  const options = { environment: whole.environment.name, tenants: [product.tenant], products: [product.name] };
  await analyseRepository(
    snapshot,
    options,
    (analysed) => {
      if (analysed.product.name !== product.name || analysed.product.tenant !== product.tenant) return;
      for (const { check, query } of analysed.checks) {
        const freshness = freshnessOf(query);
        if (freshness !== undefined && unitSeconds[freshness.unit] !== undefined)
          found.push({ check: check.name, ...freshness });
      }
    },
    host,
  );
  return found;
}
