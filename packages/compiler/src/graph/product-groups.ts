import type { Product } from '@akili/model';
import type { TenantIndex } from '../tenant-index.ts';
import { components } from './components.ts';

/** Products of a tenant, what is read before what reads it; products that wait for each other form one group. */
export function productGroups(index: TenantIndex): readonly (readonly Product[])[] {
  return components(index.tenant.products, (product) => index.dependencies(product).map((one) => one.product));
}
