import type { SqlTree } from '@akili/sql';

/**
 * The trees of the texts that were asked for last: checks repeat from product to product and from tenant to tenant,
 * transforms hardly ever do, and all trees of a large repository at once would be most of its memory.
 */
export class RecentTrees {
  readonly #trees = new Map<string, SqlTree>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(text: string): SqlTree | undefined {
    const tree = this.#trees.get(text);
    if (tree === undefined) return undefined;
    // A map goes through its keys in the order they came: the first is the one that was not asked for the longest.
    this.#trees.delete(text);
    this.#trees.set(text, tree);
    return tree;
  }

  set(text: string, tree: SqlTree): void {
    this.#trees.set(text, tree);
    if (this.#trees.size <= this.#most) return;
    for (const oldest of this.#trees.keys()) {
      this.#trees.delete(oldest);
      return;
    }
  }
}
