import type { Call } from './expression/expression.ts';
import type { Pivot, Query, Table, TableFunction } from './query/query.ts';

/** The nodes that a walk stops at. */
export type Visited = Call | Query | Table | TableFunction | Pivot;

const visited = new Set(['call', 'query', 'table', 'tableFunction', 'pivot']);

/**
 * Calls `visit` for each node under `root`, in no order. What is under a node is walked too, unless `visit` returns true.
 * Keeps its own stack: a chain of ten thousand operators is a tree as deep.
 */
export function walk(root: object, visit: (node: Visited) => boolean): void {
  const open: object[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isVisited(node) && visit(node)) continue;
    for (const child of Object.values(node) as unknown[]) {
      if (typeof child === 'object' && child !== null) open.push(child);
    }
  }
}

function isVisited(node: object): node is Visited {
  return 'kind' in node && typeof node.kind === 'string' && visited.has(node.kind);
}
