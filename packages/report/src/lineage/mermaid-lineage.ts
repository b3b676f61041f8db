import type { LineageNode, LineageTrace } from '@akili/compiler';
import { mermaidText } from './mermaid-text.ts';

/** Lineage as lines of a Mermaid flow chart: a box a relation, its columns in it. */
export function mermaidLineage({ nodes, edges }: LineageTrace): readonly string[] {
  const names = new Map(nodes.map((node, i) => [node.id, `n${i}`]));
  const relations = new Map<string, LineageNode[]>();
  for (const node of nodes) {
    const title = node.kind === 'source' ? `${node.namespace}: ${node.name}` : node.name;
    const relation = `${node.tenant} / ${title}`;
    relations.set(relation, [...(relations.get(relation) ?? []), node]);
  }
  const boxes = [...relations].flatMap(([title, members], i) => [
    `  subgraph r${i}["${mermaidText(title)}"]`,
    ...members.map((node) => `    ${names.get(node.id) ?? ''}["${mermaidText(node.column ?? '(rows)')}"]`),
    '  end',
  ]);
  const arrows = edges.map(({ from, to, use, masked }) => {
    const label = masked === undefined ? use : `${use}, ${masked}`;
    return `  ${names.get(from) ?? ''} -->|${mermaidText(label)}| ${names.get(to) ?? ''}`;
  });
  return ['flowchart LR', ...boxes, ...arrows];
}
