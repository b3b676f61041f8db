import type { LineageDirection, LineageEdge, LineageNode, LineageTrace } from '@akili/compiler';
import { escapeTerminal } from '../escape-terminal.ts';
import type { Palette } from '../palette.ts';

/** Lineage as trees: below each column what it is made from (`<-`) and what is made from it (`->`). */
export function* lineageText(trace: LineageTrace, leftOut: readonly string[], palette: Palette): Iterable<string> {
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]));
  const branches = branchesOf(trace);
  let around = '';
  for (const id of trace.starts) {
    const node = nodes.get(id);
    if (node === undefined) continue;
    const title = `${node.tenant}/${node.name}`;
    if (title !== around) yield `${palette.strong(escapeTerminal(title))}\n`;
    around = title;
    yield `  ${escapeTerminal(node.column ?? '(rows)')}${aboutText(node, palette)}\n`;
    for (const direction of trace.directions) {
      yield* treeText(id, direction, '    ', { nodes, branches, palette, seen: new Set([id]) });
    }
  }
  if (leftOut.length === 0) return;
  const list = leftOut.map(escapeTerminal).join(', ');
  yield `${palette.warning('Left out because of errors')}: ${list}; what they read is not known.\n`;
}

interface Tree {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly branches: Branches;
  readonly palette: Palette;
  /** Nodes whose branches were shown already. */
  readonly seen: Set<string>;
}

type Branches = { readonly [direction in LineageDirection]: ReadonlyMap<string, readonly LineageEdge[]> };

function branchesOf({ edges }: LineageTrace): Branches {
  const grouped = (near: 'from' | 'to'): ReadonlyMap<string, readonly LineageEdge[]> => {
    const groups = new Map<string, LineageEdge[]>();
    for (const edge of edges) groups.set(edge[near], [...(groups.get(edge[near]) ?? []), edge]);
    return groups;
  };
  return { up: grouped('to'), down: grouped('from') };
}

function* treeText(id: string, direction: LineageDirection, indent: string, tree: Tree): Iterable<string> {
  const [arrow, far] = direction === 'up' ? (['<-', 'from'] as const) : (['->', 'to'] as const);
  for (const edge of tree.branches[direction].get(id) ?? []) {
    const next = edge[far];
    const node = tree.nodes.get(next);
    if (node === undefined) continue;
    const isKnown = tree.seen.has(`${direction} ${next}`);
    const hasMore = (tree.branches[direction].get(next) ?? []).length > 0;
    const masked = edge.masked === undefined ? '' : ` (${edge.masked})`;
    const more = isKnown && hasMore ? ' ...' : '';
    yield `${indent}${arrow} ${edge.use}${masked} ${escapeTerminal(next)}${aboutText(node, tree.palette)}${more}\n`;
    if (isKnown) continue;
    tree.seen.add(`${direction} ${next}`);
    yield* treeText(next, direction, `${indent}   `, tree);
  }
}

function aboutText({ columnType, classification }: LineageNode, palette: Palette): string {
  const about = [columnType, classification].filter((one) => one !== undefined).map(escapeTerminal);
  return about.length === 0 ? '' : ` ${palette.faint(about.join(', '))}`;
}
