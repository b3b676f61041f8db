import { exitCodes, hasErrors, unknownProduct } from '@akili/diagnostics';
import type { CompiledProduct, CompiledTenant, Snapshot } from '@akili/model';
import { compileWhole } from '../compile-whole.ts';
import type { OperationHost } from '../operation-host.ts';
import type { WholeRepository } from '../open-environment.ts';
import type { Selection } from '../selection.ts';
import { Stopped } from '../stopped.ts';

/** A product that is asked about, with the repository around it. */
export interface GovernedProduct {
  readonly whole: WholeRepository;
  readonly tenant: CompiledTenant;
  readonly product: CompiledProduct;
}

/**
 * The one product of that name among the selected tenants; ends the operation where there is none or several. A name
 * that another tenant has is answered in the same words as one that nobody has.
 */
export async function governedProduct(
  snapshot: Snapshot,
  selection: Selection,
  name: string,
  host: OperationHost,
): Promise<GovernedProduct> {
  const { whole, diagnostics } = await compileWhole(snapshot, { ...selection, products: [] }, {}, host);
  if (hasErrors(diagnostics)) throw new Stopped({ diagnostics }, exitCodes.repositoryErrors);
  const found = whole.compilation.products.filter(
    ({ tenant, name: other }) =>
      other === name && (selection.tenants.length === 0 || selection.tenants.includes(tenant)),
  );
  const [product] = found;
  const tenant = whole.compilation.tenants.find(({ slug }) => slug === product?.tenant);
  if (product === undefined || tenant === undefined || found.length > 1)
    throw new Stopped(
      { findings: [unknownProduct.at(undefined, { product: name, suggestion: undefined })] },
      exitCodes.failed,
    );
  return { whole, tenant, product };
}
