/** Ends of what an author would call the thing at an offset, so that findings cover words and not single characters. */

const word = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
const number = /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const operator = /[-+*/<>=~!@#%^&|?:]+/y;

/** Where the token at `at` ends; at least one character behind it. */
export function tokenEnd(sql: string, at: number): number {
  const first = sql[at];
  if (first === '"' || first === "'") {
    for (let i = at + 1; i < sql.length; i++) {
      if (sql[i] !== first) continue;
      if (sql[i + 1] !== first) return i + 1;
      i++;
    }
    return sql.length;
  }
  for (const pattern of [word, number, operator]) {
    pattern.lastIndex = at;
    const match = pattern.exec(sql);
    if (match) return at + match[0].length;
  }
  return Math.min(sql.length, at + 1);
}

/** The parts of a dotted name at `at`, e.g. of `o.amount`, as `[start, end)`. */
export function dottedParts(sql: string, at: number): readonly (readonly [number, number])[] {
  const parts: [number, number][] = [];
  let start = at;
  for (;;) {
    const end = tokenEnd(sql, start);
    parts.push([start, end]);
    const dot = /\s*\.\s*/y;
    dot.lastIndex = end;
    const match = dot.exec(sql);
    if (!match) return parts;
    start = end + match[0].length;
  }
}
