import type { SourceFile } from '@akili/model';

const deleted = '.deleted';

/** Lays the files of a case over the base: the same path replaces, `x.yaml.deleted` removes `x.yaml`. Sorted by path. */
export function overlay(base: readonly SourceFile[], changes: readonly SourceFile[]): readonly SourceFile[] {
  const files = new Map(base.map((file) => [file.path, file]));
  for (const change of changes) {
    if (change.path.endsWith(deleted)) {
      const path = change.path.slice(0, -deleted.length);
      if (!files.delete(path)) throw new Error(`the case deletes ${path}, which the base does not have`);
    } else {
      files.set(change.path, change);
    }
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
