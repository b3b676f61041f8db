import type { LineageEdge, LineageGraph, LineageNode } from './lineage-graph.ts';

export type LineageDirection = 'up' | 'down';

/** Where columns come from and where they go: a document, in an order that depends on nothing but the graph. */
export interface LineageTrace {
  readonly formatVersion: 1;
  readonly directions: readonly LineageDirection[];
  /** The ids of the nodes that were asked for. */
  readonly starts: readonly string[];
  /** What was reached, by id. */
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}

/** Everything that can be reached from `starts`: up along what they are made from, down along what is made from them. */
export function traceLineage(
  graph: LineageGraph,
  starts: readonly string[],
  directions: readonly LineageDirection[],
): LineageTrace {
  const nodes = new Set(starts.filter((id) => graph.nodes.has(id)));
  const edges = new Set<LineageEdge>();
  for (const direction of directions) walk(graph, starts, direction, nodes, edges);
  return {
    formatVersion: 1,
    directions,
    starts,
    nodes: [...nodes].sort(compareText).flatMap((id) => graph.nodes.get(id) ?? []),
    edges: [...edges].sort((a, b) => compareText(keyOf(a), keyOf(b))),
  };
}

function walk(
  graph: LineageGraph,
  starts: readonly string[],
  direction: LineageDirection,
  nodes: Set<string>,
  edges: Set<LineageEdge>,
): void {
  const [near, far] = direction === 'up' ? (['to', 'from'] as const) : (['from', 'to'] as const);
  const byNear = new Map<string, LineageEdge[]>();
  for (const edge of graph.edges) {
    const known = byNear.get(edge[near]);
    if (known === undefined) byNear.set(edge[near], [edge]);
    else known.push(edge);
  }
  // Each direction has its own set: what was reached upwards may not have been walked down.
  const seen = new Set(starts);
  for (const id of seen) {
    nodes.add(id);
    for (const edge of byNear.get(id) ?? []) {
      edges.add(edge);
      seen.add(edge[far]);
    }
  }
}

function keyOf({ from, to, use, masked = '' }: LineageEdge): string {
  return `${to}\0${from}\0${use}\0${masked}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
