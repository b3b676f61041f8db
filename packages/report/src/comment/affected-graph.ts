import { fence } from '../escape-markdown.ts';
import { mermaidText } from '../lineage/mermaid-text.ts';
import type { ProductEdge } from './pull-request.ts';

/** Products that a diagram shows: beyond that nobody reads it, and GitHub draws none of more than 50,000 characters. */
const productsShown = 60;

/** What changed and what it reaches, as a Mermaid flow chart; empty where nothing reads anything. */
export function affectedGraph(reads: readonly Omit<ProductEdge, 'tenant'>[], changed: ReadonlySet<string>): string {
  if (reads.length === 0) return '';
  const products = [...new Set(reads.flatMap(({ from, to }) => [from, to]))];
  if (products.length > productsShown) return '';
  const ids = new Map(products.map((product, i) => [product, `p${i}`]));
  const boxes = products.map(
    (product) => `  ${ids.get(product) ?? ''}["${mermaidText(product)}"]${changed.has(product) ? ':::changed' : ''}`,
  );
  const arrows = reads.map(({ from, to }) => `  ${ids.get(from) ?? ''} --> ${ids.get(to) ?? ''}`);
  return `${fence('mermaid', ['flowchart LR', ...boxes, ...arrows, '  classDef changed stroke-width:3px'])}\n\n`;
}
