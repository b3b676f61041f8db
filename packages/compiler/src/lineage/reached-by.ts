import type { LineageGraph, LineageNode } from './lineage-graph.ts';

/** A product that is reached from somewhere up its lineage. */
export interface Reached {
  readonly product: string;
  /** Columns whose values or order come from there, sorted. */
  readonly columns: readonly string[];
  /** Whether which rows it has depends on it. */
  readonly rows: boolean;
}

/** Answers what is made from columns, many times over one graph. */
export type ReachedBy = (starts: readonly string[], product: string) => readonly Reached[];

/**
 * The products down the lineage from nodes of `product`, itself left out, sorted by name. A column counts where it is
 * made from what was reached; that a table is read at all (`reads`) counts for rows alone.
 */
export function reachedBy({ nodes, edges }: LineageGraph): ReachedBy {
  const down = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = down.get(from);
    if (known === undefined) down.set(from, [to]);
    else known.push(to);
  }
  return (starts, product) => {
    const seen = new Set(starts);
    for (const id of seen) for (const next of down.get(id) ?? []) seen.add(next);
    const found = new Map<string, { columns: string[]; rows: boolean }>();
    for (const id of seen) {
      const node: LineageNode | undefined = nodes.get(id);
      if (node === undefined || node.kind !== 'product' || node.name === product) continue;
      const entry = found.get(node.name) ?? { columns: [], rows: false };
      found.set(node.name, entry);
      if (node.column === null) entry.rows = true;
      else entry.columns.push(node.column);
    }
    return [...found]
      .map(([name, { columns, rows }]) => ({ product: name, columns: columns.sort(compareText), rows }))
      .sort((a, b) => compareText(a.product, b.product));
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
