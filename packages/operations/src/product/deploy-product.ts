import { readWorkingTree } from '@akili/repo';
import { prepareApply, type ApplyOptions } from '../apply.ts';
import { changedSnapshot } from '../change/file-change.ts';
import { readTenants } from '../change/find-tenant.ts';
import { orRefused, type OrRefused } from '../change/refused.ts';
import type { OperationHost } from '../operation-host.ts';
import type { PreparedApply } from '../prepared-apply.ts';
import { preparedOrStopped } from '../prepared-or-stopped.ts';
import type { Selection } from '../selection.ts';
import { findProduct } from './find-product.ts';
import { findVersion } from './find-version.ts';
import { oneTenant } from './one-tenant.ts';
import { replacedProduct } from './replaced-product.ts';

/** What `product deploy` is asked for beside the selection. */
export interface DeployOptions extends Omit<ApplyOptions, 'saved' | 'snapshot' | 'strictCommit'> {
  readonly product: string;
  /** Undefined: the one in the working tree. */
  readonly version: string | undefined;
}

/** A plan of one product, and where its files come from if not from the working tree. */
export interface PreparedDeploy {
  readonly prepared: PreparedApply;
  /** What there is to say beside the plan; a sentence. */
  readonly note?: string;
}

/**
 * Plans one product and what it needs. The version has to be the one in the working tree, or one that git has a tag of:
 * then the files of the product are that commit's, and everything else is as it stands here.
 */
export async function prepareDeploy(
  host: OperationHost,
  selection: Selection,
  options: DeployOptions,
): Promise<OrRefused<PreparedDeploy>> {
  const before = readWorkingTree(host.root);
  return await orRefused(async () => {
    let note: string | undefined;
    const prepared = await preparedOrStopped(before, async () => {
      const tenant = oneTenant(readTenants(before, selection));
      const product = findProduct(tenant, options.product);
      const { version = product.version } = options;
      const chosen = { ...selection, tenants: [tenant.slug], products: [product.name] };
      const apply = { ...options, strictCommit: false };
      if (version === product.version) return await prepareApply(host, chosen, { ...apply, snapshot: before });
      const tagged = await findVersion(tenant, product, version, host);
      note = `The files of \`${product.name}\` are those of the tag \`${tagged.tag}\`. The repository has version ${product.version}: the next \`akili apply\` goes back to it, unless \`akili product rollback\` writes ${version} there.`;
      const snapshot = changedSnapshot(before, replacedProduct(before, product, tagged));
      return await prepareApply(host, chosen, { ...apply, snapshot });
    });
    return { prepared, ...(note === undefined ? {} : { note }) };
  });
}
