import { changedFiles, readWorkingTree } from '@akili/repo';
import type { Product, Tenant } from '@akili/model';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { changeRepository } from '../change/change-repository.ts';
import { readTenants } from '../change/find-tenant.ts';
import { orRefused, Refused, type OrRefused } from '../change/refused.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { findProduct } from './find-product.ts';
import { findVersion } from './find-version.ts';
import { oneTenant } from './one-tenant.ts';
import { compareVersions, taggedVersions } from './product-versions.ts';
import { replacedProduct } from './replaced-product.ts';

/** What `product rollback` is asked for beside the selection. */
export interface RollbackOptions {
  readonly product: string;
  /** Undefined: the highest tagged version below the one in the repository. */
  readonly to: string | undefined;
}

/**
 * Writes the files that a product had in an earlier version; `apply` carries it out, and asks for consent where data is
 * lost by it. Files of the product that are not committed are never overwritten.
 */
export async function rollbackProduct(
  host: OperationHost,
  selection: Selection,
  { product: name, to }: RollbackOptions,
): Promise<OrRefused<Answer>> {
  const before = readWorkingTree(host.root);
  return await orRefused(() =>
    answerOrStopped(before, async () => {
      const tenant = oneTenant(readTenants(before, selection));
      const product = findProduct(tenant, name);
      const version = to ?? (await versionBefore(tenant, product, host));
      const { environment } = selection;
      if (version === product.version) {
        const notes = [`\`${name}\` is at version ${version} in the repository already.`];
        return await changeRepository(host, { before, tenant: tenant.slug, environment, changes: [], notes });
      }
      const tagged = await findVersion(tenant, product, version, host);
      await refuseUncommitted(product, host);
      const changes = replacedProduct(before, product, tagged);
      const notes = [
        `\`${name}\` is at version ${version} again, as the tag \`${tagged.tag}\` has it. Review and commit it.`,
      ];
      return await changeRepository(host, { before, tenant: tenant.slug, environment, changes, notes });
    }),
  );
}

async function versionBefore(tenant: Tenant, { name, version }: Product, host: OperationHost): Promise<string> {
  const tagged = await taggedVersions(tenant, name, host);
  const found = tagged.findLast((one) => compareVersions(one.version, version) < 0);
  if (found !== undefined) return found.version;
  throw new Refused(
    `Git has no tag of a version of \`${name}\` below ${version}: tags are named \`${tenant.slug}/${name}/v1.2.3\` or \`v1.2.3\`.`,
  );
}

async function refuseUncommitted({ name, folder }: Product, host: OperationHost): Promise<void> {
  const changed = await changedFiles(host.root, 'HEAD');
  const paths = 'finding' in changed ? [] : changed.paths.filter((path) => path.startsWith(`${folder}/`));
  if (paths.length === 0) return;
  throw new Refused(
    `Nothing was written, because \`${name}\` has changes that are not committed: ${paths.join(', ')}.`,
  );
}
