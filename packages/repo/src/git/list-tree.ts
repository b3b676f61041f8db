/** An entry of a git tree, with its path relative to the repository's root. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
  /** Bytes; undefined for what is no blob. */
  readonly size: number | undefined;
  readonly path: string;
}

/** Reads the output of `git ls-tree -r -l -z`. */
export function readTreeListing(output: string): readonly TreeEntry[] {
  return output.split('\0').flatMap((record) => {
    const match = /^(\d{6}) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(record);
    if (match === null) return [];
    const [, mode = '', id = '', size = '-', path = ''] = match;
    return [{ mode, id, size: size === '-' ? undefined : Number(size), path }];
  });
}
