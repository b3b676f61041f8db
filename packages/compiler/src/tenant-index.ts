import type { Place } from '@akili/diagnostics';
import type { AuthoredText, Connection, Input, Product, Tenant } from '@akili/model';
import type { RenderedRelation, RenderedSql } from '@akili/sql';

/** The texts of a tenant whose templates could be rendered. */
export type RenderedTexts = ReadonlyMap<AuthoredText, RenderedSql>;

/** A product that another one reads. */
export interface Dependency {
  /** As `ref()` knows it: the input's name, or the product's own where no input declares it. */
  readonly name: string;
  readonly product: Product;
  /** Where it is declared, or the first `ref()` that reads it. */
  readonly place: Place;
}

/** A tenant's manifests by name: what rules look things up in. Where two share a name, the first by folder counts. */
export interface TenantIndex {
  readonly tenant: Tenant;
  readonly connections: ReadonlyMap<string, Connection>;
  readonly products: ReadonlyMap<string, Product>;
  /** The relations that a product's transform names; undefined when it could not be rendered. */
  refs(product: Product): readonly RenderedRelation[] | undefined;
  /** The products that a product reads, by the names of inputs, each once; never itself. */
  dependencies(product: Product): readonly Dependency[];
}

/** Builds the index of one tenant; `rendered` holds its texts. */
export function indexTenant(tenant: Tenant, rendered: RenderedTexts): TenantIndex {
  const products = firstByName(tenant.products);
  const refs = (product: Product): readonly RenderedRelation[] | undefined =>
    product.transform && rendered.get(product.transform)?.relations.filter((relation) => relation.kind === 'ref');
  const dependencies = new Map<Product, readonly Dependency[]>();
  return {
    tenant,
    connections: firstByName(tenant.connections),
    products,
    refs,
    dependencies(product) {
      const known = dependencies.get(product);
      if (known) return known;
      const found = dependenciesOf(product, products, refs(product) ?? []);
      dependencies.set(product, found);
      return found;
    },
  };
}

function dependenciesOf(
  product: Product,
  products: ReadonlyMap<string, Product>,
  refs: readonly RenderedRelation[],
): readonly Dependency[] {
  const found = new Map<string, Dependency>();
  const declared = firstByName<Input>(product.inputs);
  for (const input of declared.values()) {
    const target = input.kind === 'product' ? products.get(input.product) : undefined;
    if (target) found.set(input.name, { name: input.name, product: target, place: input.place });
  }
  for (const ref of refs) {
    const target = declared.has(ref.name) ? undefined : products.get(ref.name);
    if (target && !found.has(ref.name)) found.set(ref.name, { name: ref.name, product: target, place: ref.place });
  }
  return [...found.values()].filter((dependency) => dependency.product !== product);
}

function firstByName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  const byName = new Map<string, T>();
  for (const item of items) if (!byName.has(item.name)) byName.set(item.name, item);
  return byName;
}
