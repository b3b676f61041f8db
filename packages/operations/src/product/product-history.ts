import { exitCodes } from '@akili/diagnostics';
import { readWorkingTree } from '@akili/repo';
import type { Answer } from '../answer.ts';
import { answerOrStopped } from '../answer-or-stopped.ts';
import { changedSnapshot } from '../change/file-change.ts';
import { readTenants } from '../change/find-tenant.ts';
import { orRefused, type OrRefused } from '../change/refused.ts';
import { sourcesOf } from '../compile-repository.ts';
import type { OperationHost } from '../operation-host.ts';
import type { Selection } from '../selection.ts';
import { appliedDigests, type AppliedProduct } from './applied-product.ts';
import { desiredDigests } from './desired-digests.ts';
import { findProduct } from './find-product.ts';
import { oneTenant } from './one-tenant.ts';
import { productAt, taggedVersions } from './product-versions.ts';
import { replacedProduct } from './replaced-product.ts';

/**
 * The versions of a product, newest first: what stands in the repository now, and what git has a tag of. Which of them
 * is applied is told by comparing what each declares with what environments have on record.
 */
export async function productHistory(
  host: OperationHost,
  selection: Selection,
  name: string,
): Promise<OrRefused<Answer>> {
  const before = readWorkingTree(host.root);
  return await orRefused(() =>
    answerOrStopped(before, async () => {
      const repository = readTenants(before, selection);
      const tenant = oneTenant(repository);
      const product = findProduct(tenant, name);
      const { environments } = repository.read.repository.platform;
      const asked = selection.environment === undefined ? environments : [repository.environment];
      const applied: AppliedProduct[] = [];
      for (const environment of asked)
        applied.push(await appliedDigests({ ...repository, environment }, tenant, name, host));
      const where = async (snapshot: typeof before): Promise<readonly AppliedProduct[]> => {
        const found: AppliedProduct[] = [];
        for (const one of applied) {
          if (one.digests === undefined) continue;
          const desired = await desiredDigests(snapshot, one.environment, { tenant: tenant.slug, product: name }, host);
          if (desired === one.digests) found.push(one);
        }
        return found;
      };
      const now = await where(before);
      const items = [item({ version: product.version, tag: null, commit: null, at: null, inRepository: true }, now)];
      for (const tagged of (await taggedVersions(tenant, name, host)).toReversed()) {
        const then = await productAt(tenant, name, tagged, host);
        if (then === undefined) continue;
        const { version, tag, commit, at } = tagged;
        const snapshot = changedSnapshot(before, replacedProduct(before, product, then));
        items.push(item({ version, tag, commit, at, inRepository: false }, await where(snapshot)));
      }
      const columns = ['version', 'from', 'commit', 'at', 'applied', 'appliedAt'];
      return { document: { kind: 'list', items, columns }, exitCode: exitCodes.ok, sourceOf: sourcesOf(before) };
    }),
  );
}

interface Version {
  readonly version: string;
  readonly tag: string | null;
  readonly commit: string | null;
  readonly at: string | null;
  /** True for what stands in the working tree, committed or not. */
  readonly inRepository: boolean;
}

function item(version: Version, applied: readonly AppliedProduct[]) {
  const times = applied.flatMap(({ at }) => at ?? []);
  const from = version.tag ?? 'repository';
  return {
    ...version,
    from,
    applied: applied.map(({ environment }) => environment),
    appliedAt: times.sort().at(-1) ?? null,
  };
}
