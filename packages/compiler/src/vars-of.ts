import type { Environment, Product, Tenant } from '@akili/model';

/** What `var()` gives in a product's texts: the product's own values over the tenant's over the environment's. */
export function varsOf(
  environment: Environment | undefined,
  tenant: Tenant,
  product: Product,
): Readonly<Record<string, string | number | boolean>> {
  return { ...environment?.vars, ...tenant.vars, ...product.vars };
}
