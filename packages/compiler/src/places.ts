import type { Place } from '@akili/diagnostics';
import type { Connection, Product, Tenant } from '@akili/model';

/** A node below the one at `place`. */
export function within(place: Place, ...keys: readonly (string | number)[]): Place {
  return { ...place, path: [...(place.path ?? []), ...keys] };
}

/** A field of `product.yaml`, below `product:`. */
export function productPlace(product: Product, field: string): Place {
  return { file: `${product.folder}/product.yaml`, path: ['product', field] };
}

/** A field of `tenant.yaml`. */
export function tenantPlace(tenant: Tenant, ...path: readonly (string | number)[]): Place {
  return { file: tenant.file, path };
}

/** A field of a connection's file. */
export function connectionPlace(connection: Connection, ...path: readonly (string | number)[]): Place {
  return { file: connection.file, path };
}
