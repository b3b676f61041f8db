import type { RunRecord } from '@akili/model';
import { directoryRunStore } from '@akili/runner';
import { environmentDirectory } from '../local-folders.ts';
import type { OperationHost } from '../operation-host.ts';
import type { GovernedProduct } from './governed-product.ts';

/** Runs that are looked at for a history. */
const kept = 30;

/**
 * The last runs of a product, newest first. Known where the environment is embedded: elsewhere the compute engine keeps
 * them, and the list is empty.
 */
export async function runHistory(
  { whole, product }: GovernedProduct,
  host: OperationHost,
): Promise<readonly RunRecord[]> {
  if (!whole.environment.embedded) return [];
  const store = directoryRunStore(environmentDirectory(host.root, whole.environment.name));
  return await store.list(product.tenant, product.name, kept);
}
