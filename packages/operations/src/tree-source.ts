import type { DuckDbParser } from '@akili/client-duckdb';
import { readTree, type SqlTree, type Trees } from '@akili/sql';
import { RecentTrees } from './recent-trees.ts';
import type { TreeCache } from './tree-cache.ts';

/** Gives the trees of texts, as many as are asked for at a time. */
export interface TreeSource {
  trees(texts: readonly string[]): Promise<Trees>;
  /** Ends the parser, and keeps for the next run what was parsed. */
  close(): void;
}

/** How many trees are remembered: more than a large tenant has checks. */
const remembered = 2048;
/** Longer texts are hardly ever the same, and their trees are large. */
const longestRemembered = 256;

/** The tree of every text: remembered, from the cache, else from DuckDB's parser, whose library is loaded only then. */
export function openTreeSource(cache: TreeCache | undefined): TreeSource {
  const recent = new RecentTrees(remembered);
  let parser: Promise<DuckDbParser> | undefined;
  return {
    async trees(texts) {
      const trees = new Map<string, SqlTree>();
      const missing: string[] = [];
      for (const text of texts) {
        const tree = recent.get(text) ?? stored(cache, text);
        if (tree === undefined) missing.push(text);
        else trees.set(text, tree);
      }
      if (missing.length === 0) return trees;
      parser ??= import('@akili/client-duckdb').then(({ duckdbParser }) => duckdbParser());
      const parsed = await (await parser).parse(missing);
      missing.forEach((text, index) => {
        const answer = parsed[index];
        if (answer === undefined) throw new Error(`the parser answered ${parsed.length} of ${missing.length} texts`);
        const tree = readTree(answer, text);
        trees.set(text, tree);
        if (text.length <= longestRemembered) recent.set(text, tree);
        cache?.add(text, JSON.stringify(tree));
      });
      return trees;
    },
    close() {
      void parser?.then((opened) => opened.close());
      parser = undefined;
      cache?.save();
    },
  };
}

function stored(cache: TreeCache | undefined, text: string): SqlTree | undefined {
  const json = cache?.get(text);
  return json === undefined ? undefined : (JSON.parse(json) as SqlTree);
}
