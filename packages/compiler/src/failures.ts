import type { Finding } from '@akili/diagnostics';
import type { Product, Tenant } from '@akili/model';
import { tenantOfPath } from './findings-in-scope.ts';

/** Which tenants and products the errors leave out of a compilation. */
export interface Failures {
  /** True when something is wrong with the tenant itself, so that nothing of it can be compiled. */
  tenant(tenant: Tenant): boolean;
  product(product: Product): boolean;
  add(findings: readonly Finding[]): void;
}

/** Collects failures. An error belongs to the product in whose folder it points or which it names, else to the tenant. */
export function failuresOf(tenants: readonly Tenant[]): Failures {
  const folders = new Set(tenants.flatMap((tenant) => tenant.products.map((product) => product.folder)));
  const failedTenants = new Set<string>();
  const failedFolders = new Set<string>();
  const failedNames = new Set<string>();
  return {
    tenant: (tenant) => tenant.broken === true || failedTenants.has(tenant.slug),
    product: (product) =>
      (product.broken?.length ?? 0) > 0 ||
      failedFolders.has(product.folder) ||
      failedNames.has(`${product.tenant}/${product.name}`),
    add(findings) {
      for (const finding of findings) {
        if (finding.severity !== 'error') continue;
        const folder = finding.place && productFolder(finding.place.file, folders);
        const tenant = finding.tenant ?? (finding.place && tenantOfPath(finding.place.file));
        if (folder !== undefined) failedFolders.add(folder);
        if (finding.product !== undefined) failedNames.add(`${tenant}/${finding.product}`);
        else if (folder === undefined && tenant !== undefined) failedTenants.add(tenant);
      }
    },
  };
}

/** The nearest folder above a file that is a product's. */
function productFolder(file: string, folders: ReadonlySet<string>): string | undefined {
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    if (folders.has(file.slice(0, end))) return file.slice(0, end);
  }
  return undefined;
}
