import type { TreeFault } from './sql-tree.ts';
import type { Serialized } from './serialized.ts';

/** Deeper trees are refused: every later walk recurses. */
export const maxTreeDepth = 400;
/** Larger trees are refused. */
export const maxTreeNodes = 100_000;

/** What the functions that read a tree share. */
export interface Reader {
  readonly sql: string;
  /** The node's offset in UTF-16 units, -1 where DuckDB gives none. */
  at(node: Serialized): number;
  fault(kind: TreeFault['kind'], what: string, at: number): void;
  /** Counts a node; false when the tree is too deep or too large, which is then a fault already. */
  enter(): boolean;
  leave(): void;
}

/** A reader of the tree of `sql`, which collects into `faults`. */
export function newReader(sql: string, faults: TreeFault[]): Reader {
  const offsets = byteOffsets(sql);
  let depth = 0;
  let nodes = 0;
  let refused = false;
  return {
    sql,
    at(node) {
      const location = node['query_location'];
      if (typeof location !== 'number' || location > 1e15) return -1;
      return offsets === undefined ? location : (offsets[location] ?? -1);
    },
    fault: (kind, what, at) => void faults.push({ kind, what, at }),
    enter() {
      depth++;
      nodes++;
      if (depth <= maxTreeDepth && nodes <= maxTreeNodes) return true;
      if (!refused) {
        if (depth > maxTreeDepth) faults.push({ kind: 'too-deep', what: `${maxTreeDepth} levels`, at: 0 });
        else faults.push({ kind: 'too-large', what: `${maxTreeNodes} expressions`, at: 0 });
      }
      refused = true;
      return false;
    },
    leave: () => void depth--,
  };
}

/** UTF-16 offset by UTF-8 byte offset; undefined when the text is ASCII and they are the same. */
function byteOffsets(text: string): Int32Array | undefined {
  if (!/[^\x00-\x7f]/.test(text)) return undefined;
  const table: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) as number;
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (let b = 0; b < bytes; b++) table.push(i);
    if (code > 0xffff) i++;
  }
  table.push(text.length);
  return Int32Array.from(table);
}
