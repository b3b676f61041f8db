import { isSeq, parseDocument, visit } from 'yaml';

/** Writes lists on one line as `[a, b]`: the library knows one padding for maps and lists, and ours differ. */
export function tightLists(written: string): string {
  const blanks = new Set<number>();
  visit(parseDocument(written), {
    Collection(_key, node) {
      if (!isSeq(node) || node.flow !== true || !node.range) return;
      const [start, end] = node.range;
      if (written[start + 1] === ' ') blanks.add(start + 1);
      if (written[end - 2] === ' ') blanks.add(end - 2);
    },
  });
  if (blanks.size === 0) return written;
  let tight = '';
  let from = 0;
  for (const at of [...blanks].sort((a, b) => a - b)) {
    tight += written.slice(from, at);
    from = at + 1;
  }
  return tight + written.slice(from);
}
