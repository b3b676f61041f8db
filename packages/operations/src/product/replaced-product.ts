import type { Product, Snapshot } from '@akili/model';
import type { FileChange } from '../change/file-change.ts';
import { filesOf, type TaggedProduct } from './product-versions.ts';

/** What turns a product's files into those of a tag, in the folder that it has now. */
export function replacedProduct(
  before: Snapshot,
  now: Product | undefined,
  { product, files }: TaggedProduct,
): readonly FileChange[] {
  const folder = now?.folder ?? product.folder;
  const old = files.map(({ path, text }) => ({ path: `${folder}${path.slice(product.folder.length)}`, text }));
  const kept = new Set(old.map(({ path }) => path));
  const gone = now === undefined ? [] : filesOf(before, now).filter(({ path }) => !kept.has(path));
  return [...old, ...gone.map(({ path }) => ({ path, text: undefined }))];
}
