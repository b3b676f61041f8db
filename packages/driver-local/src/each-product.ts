import type { Compilation, CompiledProduct, CompiledTenant } from '@akili/model';

/** What a function makes of every product with its tenant. */
export function eachProduct<T>(
  compilation: Compilation,
  make: (tenant: CompiledTenant, product: CompiledProduct) => T,
): T[] {
  const tenants = new Map(compilation.tenants.map((tenant) => [tenant.slug, tenant]));
  return compilation.products.map((product) => {
    const tenant = tenants.get(product.tenant);
    if (tenant === undefined) throw new Error(`${product.folder} belongs to no tenant of the compilation`);
    return make(tenant, product);
  });
}
