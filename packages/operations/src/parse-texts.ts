import { readTree, type Trees } from '@akili/sql';
import type { OperationHost } from './operation-host.ts';
import { StoredTrees } from './stored-trees.ts';
import type { TreeCache } from './tree-cache.ts';

/** Texts a call: the parser's JSON of so many is held at once, and dropped once our own trees are made of it. */
const chunkSize = 512;

/** The tree of every text: from the cache, else from DuckDB's parser, whose library is loaded only then. */
export async function parseTexts(
  texts: readonly string[],
  cache: TreeCache | undefined,
  host: OperationHost,
): Promise<Trees> {
  const trees = new StoredTrees();
  const missing: string[] = [];
  for (const text of texts) {
    const json = cache?.get(text);
    if (json === undefined) missing.push(text);
    else trees.store(text, json);
  }
  if (missing.length === 0) return trees;
  const { duckdbParser } = await import('@akili/client-duckdb');
  const parser = duckdbParser();
  try {
    for (let start = 0; start < missing.length; start += chunkSize) {
      host.progress({ phase: 'parsing SQL', done: start, total: missing.length });
      host.signal.throwIfAborted();
      const chunk = missing.slice(start, start + chunkSize);
      const parsed = await parser.parse(chunk);
      chunk.forEach((text, index) => {
        const answer = parsed[index];
        if (answer === undefined) throw new Error(`the parser answered ${parsed.length} of ${chunk.length} texts`);
        const json = JSON.stringify(readTree(answer, text));
        trees.store(text, json);
        cache?.add(text, json);
      });
    }
  } finally {
    parser.close();
  }
  cache?.save();
  return trees;
}
