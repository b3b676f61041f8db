import type { Diagnostic } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';
import { compileOptions } from './compile-options.ts';
import { compileRepository } from './compile-repository.ts';
import { cacheDirectory } from './local-folders.ts';
import type { OperationHost } from './operation-host.ts';
import type { Selection } from './selection.ts';
import { shippedSnapshots } from './shipped-snapshots.ts';

/**
 * What second readers say of the selected products' texts, in every dialect. Products that were not selected are
 * compiled too, since the selected ones may read them. Products with errors have no texts.
 */
export async function verifyCompilation(
  snapshot: Snapshot,
  selection: Selection,
  host: OperationHost,
): Promise<readonly Diagnostic[]> {
  const wide = { ...selection, products: [] };
  const { compilation } = (await compileRepository(snapshot, compileOptions(wide, 'all'), host)).compiled;
  const { verify } = await import('@akili/verify');
  const chosen = new Set(selection.products);
  return await verify(compilation, {
    snapshotDirectory: shippedSnapshots().snapshotDirectory ?? cacheDirectory(host.root),
    isChosen: ({ name }) => chosen.size === 0 || chosen.has(name),
    onProduct: (done, total) => {
      host.signal.throwIfAborted();
      host.progress({ phase: 'verifying SQL', done, total });
    },
  });
}
