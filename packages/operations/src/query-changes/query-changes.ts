import { lineageGraph, reachedBy, type ReachedBy } from '@akili/compiler';
import type { CompiledProduct } from '@akili/model';
import type { PlannedQuery, ReachedProduct } from '@akili/plan';
import { classifyChange, type QueryVersion } from '@akili/sql';
import { analyseRepository, type CompiledRepository } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import { changedQueries } from './changed-queries.ts';
import { columnDifference } from './column-difference.ts';
import { changedNodes } from './changed-nodes.ts';

/** One of the two repositories, compiled for the environment of the plan. */
export type QuerySide = Pick<CompiledRepository, 'snapshot' | 'collected'> & {
  readonly products: readonly CompiledProduct[];
};

/** A product's query as it was analysed, with what its author wrote. */
interface Version extends QueryVersion {
  readonly text: string;
}

/**
 * How the queries of products change between two repositories, by `tenant/product`: only of products that both have.
 * Nothing of one tenant ever reaches another one.
 */
export async function queryChanges(
  before: QuerySide,
  after: QuerySide,
  tenants: readonly string[] | undefined,
  host: OperationHost,
): Promise<ReadonlyMap<string, PlannedQuery>> {
  const changed = changedQueries(before, after, tenants);
  if (changed.length === 0) return new Map();
  const [old, now] = [await versionsOf(before, changed, host), await versionsOf(after, changed, host)];
  const graphs = new Map<string, readonly ReachedBy[]>();
  const found = new Map<string, PlannedQuery>();
  for (const { tenant, name } of changed) {
    const key = `${tenant}/${name}`;
    const [was, is] = [old.get(key), now.get(key)];
    if (was === undefined || is === undefined) continue;
    const change = classifyChange(was, is);
    const columns = columnDifference(was, is);
    const ask = graphs.get(tenant) ?? [before, after].map(({ products }) => graphOf(products, tenant));
    graphs.set(tenant, ask);
    const starts = changedNodes(tenant, name, change, [was, is]);
    const reaches = union(ask.flatMap((reached) => reached(starts, name)));
    found.set(key, { ...change, before: was.text, after: is.text, columns, reaches });
  }
  return found;
}

function graphOf(products: readonly CompiledProduct[], tenant: string): ReachedBy {
  return reachedBy(lineageGraph(products.filter((product) => product.tenant === tenant)));
}

async function versionsOf(
  { snapshot, collected }: QuerySide,
  changed: readonly { readonly tenant: string; readonly name: string }[],
  host: OperationHost,
): Promise<ReadonlyMap<string, Version>> {
  const versions = new Map<string, Version>();
  const wanted = new Set(changed.map(({ tenant, name }) => `${tenant}/${name}`));
  const environment = collected.environment?.name;
  const options = {
    ...(environment === undefined ? {} : { environment }),
    tenants: [...new Set(changed.map(({ tenant }) => tenant))],
    products: [...new Set(changed.map(({ name }) => name))],
  };
  await analyseRepository(
    snapshot,
    options,
    ({ product, query, rendered, columns, key }, tree) => {
      const id = `${product.tenant}/${product.name}`;
      if (!wanted.has(id)) return;
      versions.set(id, { query, tree, sql: rendered.sql, columns, key, text: product.transform?.text ?? '' });
    },
    host,
  );
  return versions;
}

/** What is reached in the one or the other; of a column that is gone, the base knows who read it. */
function union(reached: readonly ReachedProduct[]): readonly ReachedProduct[] {
  const byName = new Map<string, ReachedProduct>();
  for (const one of reached) {
    const known = byName.get(one.product);
    const columns = [...new Set([...(known?.columns ?? []), ...one.columns])].sort();
    byName.set(one.product, { product: one.product, columns, rows: one.rows || known?.rows === true });
  }
  return [...byName.values()].sort((a, b) => (a.product < b.product ? -1 : 1));
}
