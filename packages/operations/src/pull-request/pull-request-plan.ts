import type { CompiledProduct } from '@akili/model';
import type { ProductEdge, PullRequestPlan } from '@akili/report';
import { readWorkingTree } from '@akili/repo';
import type { Plan } from '@akili/plan';
import { readBase } from '../base-commit.ts';
import { compileOptions } from '../compile-options.ts';
import { compileRepository, type CompiledRepository } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import { queryChanges, type QuerySide } from '../query-changes/query-changes.ts';
import type { Selection } from '../selection.ts';
import { changedProducts } from './changed-products.ts';
import { changedQuotas } from './changed-quotas.ts';

/**
 * What a pull request's comment is made from: the plan, and beside it what changed about products between the base and
 * the working tree. The base is read as it is: what is wrong in it is not this pull request's business.
 */
export async function pullRequestPlan(
  host: OperationHost,
  selection: Selection,
  base: string,
  plan: Plan,
): Promise<PullRequestPlan> {
  const options = compileOptions(selection);
  const { snapshot } = await readBase(base, host);
  const before = sideOf(await compileRepository(snapshot, options, host));
  const after = sideOf(await compileRepository(readWorkingTree(host.root), options, host));
  const chosen = selection.tenants.length === 0 ? undefined : selection.tenants;
  const queries = await queryChanges(before, after, chosen, host);
  const products = changedProducts(before, after, queries);
  const quotas = changedQuotas(before.collected.repository, after.collected.repository).filter(
    ({ tenant }) => chosen === undefined || chosen.includes(tenant),
  );
  const changed = products.map(({ tenant, product }) => `${tenant}/${product}`);
  return { plan, products, reads: readsFrom(new Set(changed), after.products), quotas };
}

function sideOf({ snapshot, collected, compiled }: CompiledRepository): QuerySide {
  return { snapshot, collected, products: compiled.compilation.products };
}

/** The edges down from what changed, directly or through others, within each tenant. */
function readsFrom(changed: ReadonlySet<string>, products: readonly CompiledProduct[]): readonly ProductEdge[] {
  const named = new Map(products.map((one) => [`${one.tenant}/${one.name}`, `${one.namespace}.${one.name}`]));
  const readers = new Map<string, ProductEdge[]>();
  for (const { tenant, namespace, name, inputs } of products)
    for (const { product } of inputs) {
      const from = product === undefined ? undefined : named.get(`${tenant}/${product}`);
      if (from === undefined) continue;
      const key = `${tenant}/${from}`;
      readers.set(key, [...(readers.get(key) ?? []), { tenant, from, to: `${namespace}.${name}` }]);
    }
  const edges: ProductEdge[] = [];
  const seen = new Set(changed);
  const next = [...changed];
  for (let key = next.pop(); key !== undefined; key = next.pop())
    for (const edge of readers.get(key) ?? []) {
      edges.push(edge);
      const to = `${edge.tenant}/${edge.to}`;
      if (!seen.has(to)) {
        seen.add(to);
        next.push(to);
      }
    }
  return edges.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
