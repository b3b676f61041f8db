import {
  catalogName,
  lookupSchema,
  lookupTable,
  rawNamespace,
  rawTable,
  type Product,
  type Target,
  type Tenant,
} from '@akili/model';
import type { NameOf } from '@akili/sql';
import type { AnalysedProduct } from './analysed-product.ts';

/**
 * Names of the relations that a product's texts read, on one engine (docs/sql/relations.md). Only names of the
 * product's own tenant can come out: every part is made from its slug, or lies in a catalog or schema that is.
 */
export function relationNames(
  { product, tenant, inputs }: Pick<AnalysedProduct, 'product' | 'tenant' | 'inputs'>,
  target: Target,
): NameOf {
  return (relation) => {
    if (relation.kind === 'this') return tableOf(tenant, product, target);
    const input = inputs.get(relation.name);
    if (input === undefined) throw new Error(`${product.folder} reads ${relation.name}, which was not resolved`);
    return input.kind === 'product'
      ? tableOf(tenant, input.product, target)
      : rawTableOf(tenant, product, input.name, target);
  };
}

function tableOf(tenant: Tenant, product: Product, target: Target): readonly string[] {
  return target === 'postgres'
    ? [lookupSchema(tenant, product.namespace), lookupTable(tenant, product.name)]
    : [catalogName(tenant.slug), product.namespace, product.name];
}

function rawTableOf(tenant: Tenant, product: Product, input: string, target: Target): readonly string[] {
  const namespace = rawNamespace(product.namespace);
  const table = rawTable(product.name, input);
  return target === 'postgres'
    ? [lookupSchema(tenant, namespace), lookupTable(tenant, table)]
    : [catalogName(tenant.slug), namespace, table];
}
