import { isSpace, operatorOf, solid, wordOf, type Node, type Token } from './token.ts';
import { tellApart, writeNodes, type Names, type Written } from './write-nodes.ts';
import type { Writer } from './writer.ts';

const ends = /^(LIMIT|OFFSET|FETCH|ROWS|RANGE|GROUPS|SEPARATOR|FOR|UNION|EXCEPT|INTERSECT|WINDOW|QUALIFY|OPTION|INTO)$/;

/** ORDER BY with the place of NULLs written out, where the other dialect's is not the one of this. */
export function writeOrder(nodes: readonly Node[], at: number, by: number, names: Names, writer: Writer): Written {
  tellApart(nodes[at] as Token, writer);
  let end = by + 1;
  while (end < nodes.length && !ends.test(wordOf(nodes[end]))) end++;
  const items = itemsOf(nodes.slice(by + 1, end));
  const written = items.map((item) => {
    const text = writeNodes(item, names, writer);
    const words = solid(item).map(wordOf);
    if (words.includes('NULLS') || solid(item).length === 0) return text;
    const descending = words.at(-1) === 'DESC';
    const first = (writer.traits.nullsAscending === 'first') !== descending;
    if (!first) return text;
    // Before blanks and comments: a comment would swallow it.
    let end = item.length;
    while (end > 0 && isSpace(item[end - 1])) end--;
    return `${writeNodes(item.slice(0, end), names, silent(writer))} NULLS FIRST${writeNodes(item.slice(end), names, writer)}`;
  });
  return { text: `ORDER BY${written.join(',')}`, next: end };
}

/** The same writer for a text that was written once already: what there is to say was said. */
function silent(writer: Writer): Writer {
  return { ...writer, refused: () => undefined, confirm: () => undefined, confirmOnce: () => undefined };
}

function itemsOf(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const items: Node[][] = [[]];
  for (const node of nodes) {
    if (operatorOf(node) === ',') items.push([]);
    else items.at(-1)?.push(node);
  }
  return items;
}
