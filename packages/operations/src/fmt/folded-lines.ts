import { isScalar, parseDocument, Scalar, visit, type Document } from 'yaml';

/**
 * Makes a document write its folded texts (`>`) with the author's own line breaks: the library would fold them anew.
 * Each becomes a literal text of its source lines; `restoreFolded` turns the sign back. Gives how many block texts
 * there are, and which of them were folded.
 */
export function keepFoldedLines(document: Document.Parsed, source: string): readonly boolean[] {
  const folded: boolean[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (node.type !== Scalar.BLOCK_FOLDED && node.type !== Scalar.BLOCK_LITERAL) return;
      folded.push(node.type === Scalar.BLOCK_FOLDED);
      if (node.type === Scalar.BLOCK_LITERAL || !node.range) return;
      const [start, end] = node.range;
      const lines = source.slice(start, end).split('\n').slice(1);
      const ending = /\n*$/.exec(String(node.value))?.[0] ?? '';
      const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
      const text = lines.map((line) => line.slice(indent)).join('\n');
      node.value = text.replace(/\n*$/, '') + ending;
      node.type = Scalar.BLOCK_LITERAL;
    },
  });
  return folded;
}

/** Turns the sign of every text that was folded back to `>`. Undefined when the texts are not the same ones any more. */
export function restoreFolded(written: string, folded: readonly boolean[]): string | undefined {
  if (!folded.includes(true)) return written;
  const starts: number[] = [];
  visit(parseDocument(written), {
    Scalar(_key, node) {
      if (isScalar(node) && node.type === Scalar.BLOCK_LITERAL && node.range) starts.push(node.range[0]);
    },
  });
  if (starts.length !== folded.length) return undefined;
  let restored = '';
  let from = 0;
  for (const [index, start] of starts.entries()) {
    restored += written.slice(from, start) + (folded[index] === true ? '>' : '|');
    from = start + 1;
  }
  return restored + written.slice(from);
}
