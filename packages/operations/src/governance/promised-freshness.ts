import type { CompiledProduct } from '@akili/model';
import { freshnessOf } from '@akili/sql';
import { analyseRepository } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { WholeRepository } from '../open-environment.ts';

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

/** The checks that promise freshness, by `tenant/product`, in the order of the manifests; one analysis for all products. */
export async function promisedFreshness(
  { snapshot, environment }: Pick<WholeRepository, 'snapshot' | 'environment'>,
  products: readonly CompiledProduct[],
  host: OperationHost,
): Promise<ReadonlyMap<string, readonly PromisedFreshness[]>> {
  const found = new Map<string, PromisedFreshness[]>(products.map((product) => [keyOf(product), []]));
  const options = {
    environment: environment.name,
    tenants: [...new Set(products.map(({ tenant }) => tenant))],
    products: [...new Set(products.map(({ name }) => name))],
  };
  await analyseRepository(
    snapshot,
    options,
    (analysed) => {
      const promises = found.get(keyOf(analysed.product));
      for (const { check, query } of analysed.checks) {
        const freshness = freshnessOf(query);
        if (freshness !== undefined && unitSeconds[freshness.unit] !== undefined)
          promises?.push({ check: check.name, ...freshness });
      }
    },
    host,
  );
  return found;
}

/** What `promisedFreshness` calls a product. */
export function keyOf({ tenant, name }: { readonly tenant: string; readonly name: string }): string {
  return `${tenant}/${name}`;
}
