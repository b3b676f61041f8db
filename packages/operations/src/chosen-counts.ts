import type { Repository } from '@akili/model';
import type { Selection } from './selection.ts';

/** How many tenants and products of a repository a selection takes in, whether or not they have errors. */
export function chosenCounts(
  repository: Repository,
  selection: Selection,
): { readonly tenants: number; readonly products: number } {
  const all = selection.tenants.length === 0;
  const tenants = repository.tenants.filter(({ slug }) => all || selection.tenants.includes(slug));
  const every = selection.products.length === 0;
  const products = tenants.flatMap((tenant) =>
    tenant.products.filter(({ name }) => every || selection.products.includes(name)),
  );
  return { tenants: tenants.length, products: products.length };
}
