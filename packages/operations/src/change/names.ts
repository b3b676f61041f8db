import { readRepository } from '@akili/compiler';
import { forms } from '@akili/manifest';
import { namePattern, slugPattern } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';

/** Slugs of the tenants that were asked for. Only what has the form of one: a shell reads it. */
export function tenantNames(host: OperationHost, selection: Selection): Promise<readonly string[]> {
  return Promise.resolve(
    chosen(host, selection)
      .map(({ slug }) => slug)
      .filter((slug) => slugPattern.test(slug)),
  );
}

/** Names of the products of the tenants that were asked for, each once. Only what has the form of one. */
export function productNames(host: OperationHost, selection: Selection): Promise<readonly string[]> {
  const names = chosen(host, selection).flatMap(({ products }) => products.map(({ name }) => name));
  return Promise.resolve([...new Set(names)].filter((name) => namePattern.test(name)).sort());
}

/** Names of the connections of the tenants that were asked for. Only what has the form of one. */
export function connectionNames(host: OperationHost, selection: Selection): Promise<readonly string[]> {
  const names = chosen(host, selection).flatMap(({ connections }) => connections.map(({ name }) => name));
  return Promise.resolve([...new Set(names)].filter((name) => connectionForm.test(name)).sort());
}

const connectionForm = new RegExp(forms.connection.pattern);

function chosen({ root }: OperationHost, { tenants }: Selection) {
  const { repository } = readRepository(readWorkingTree(root));
  return repository.tenants.filter(({ slug }) => tenants.length === 0 || tenants.includes(slug));
}
