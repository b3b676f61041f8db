import { didYouMean, exitCodes, unknownProduct } from '@akili/diagnostics';
import type { Product, Tenant } from '@akili/model';
import { Stopped } from '../stopped.ts';

/** A tenant's product by its name; ends the operation where there is none. Suggestions are the tenant's own. */
export function findProduct({ products }: Tenant, name: string): Product {
  const found = products.find((one) => one.name === name);
  if (found !== undefined) return found;
  const suggestion = didYouMean(
    name,
    products.map((one) => one.name),
  );
  throw new Stopped({ findings: [unknownProduct.at(undefined, { product: name, suggestion })] }, exitCodes.failed);
}
