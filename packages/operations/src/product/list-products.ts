import { exitCodes } from '@akili/diagnostics';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { readTenants } from '../change/find-tenant.ts';
import { orRefused, type OrRefused } from '../change/refused.ts';
import { sourcesOf } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { readStates } from '../tenant/read-states.ts';
import { findProduct } from './find-product.ts';
import { oneTenant } from './one-tenant.ts';
import { productDetails, productItem } from './product-item.ts';

/** The products of the tenants that were asked for. */
export async function listProducts(host: OperationHost, selection: Selection): Promise<Answer> {
  const snapshot = readWorkingTree(host.root);
  return await answerOrStopped(snapshot, async () => {
    const repository = readTenants(snapshot, selection);
    const recorded = await readStates(repository, host);
    const { name } = repository.environment;
    const items = repository.tenants
      .flatMap(({ products }) => products)
      .filter((product) => selection.products.length === 0 || selection.products.includes(product.name))
      .map((product) => productItem(product, name, recorded));
    const columns = ['tenant', 'namespace', 'name', 'version', 'archetype', 'classification', 'owner'];
    return { document: { kind: 'list', items, columns }, exitCode: exitCodes.ok, sourceOf: sourcesOf(snapshot) };
  });
}

/** One product, whole. */
export async function getProduct(host: OperationHost, selection: Selection, name: string): Promise<OrRefused<Answer>> {
  const snapshot = readWorkingTree(host.root);
  return await orRefused(() =>
    answerOrStopped(snapshot, async () => {
      const repository = readTenants(snapshot, selection);
      const tenant = oneTenant(repository);
      const product = findProduct(tenant, name);
      const recorded = await readStates({ ...repository, tenants: [tenant] }, host);
      const item = productDetails(product, repository.environment.name, recorded);
      const document = { kind: 'list', layout: 'record', items: [item], columns: Object.keys(item) } as const;
      return { document, exitCode: exitCodes.ok, sourceOf: sourcesOf(snapshot) };
    }),
  );
}
