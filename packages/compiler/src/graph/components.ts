/**
 * Groups of nodes that reach each other, dependencies before what depends on them; a group of one is a node outside
 * of every circle. The order follows the order of `nodes` and of their edges alone. Iterative, since chains may be
 * thousands of nodes long. (Tarjan, "Depth-first search and linear graph algorithms", 1972.)
 */
export function components<T>(nodes: Iterable<T>, edges: (node: T) => readonly T[]): readonly (readonly T[])[] {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const open = new Set<T>();
  const stack: T[] = [];
  const groups: T[][] = [];
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work: { node: T; next: number; edges: readonly T[] }[] = [];
    const enter = (node: T): void => {
      index.set(node, index.size);
      low.set(node, index.get(node) as number);
      stack.push(node);
      open.add(node);
      work.push({ node, next: 0, edges: edges(node) });
    };
    enter(root);
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const { node } = frame;
      const target = frame.edges[frame.next];
      if (target !== undefined) {
        frame.next += 1;
        if (!index.has(target)) enter(target);
        else if (open.has(target)) low.set(node, Math.min(low.get(node) as number, index.get(target) as number));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) low.set(parent.node, Math.min(low.get(parent.node) as number, low.get(node) as number));
      if (low.get(node) === index.get(node)) groups.push(close(node, stack, open));
    }
  }
  return groups;
}

function close<T>(root: T, stack: T[], open: Set<T>): T[] {
  const group = stack.splice(stack.lastIndexOf(root));
  for (const node of group) open.delete(node);
  return group;
}
