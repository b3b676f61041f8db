import { sqlSpans } from '../template/sql-spans.ts';

/**
 * Where a parameter stands, since the parser gives parameters no place: `1` is the first `?` or `$1`, a name is `$name`.
 * -1 where there is none.
 */
export function parameterAt(sql: string, identifier: string): number {
  let marks = 0;
  for (const { kind, start, end } of sqlSpans(sql)) {
    if (kind !== 'code') continue;
    for (const match of sql.slice(start, end).matchAll(/\?(\d*)|\$(\w+)/g)) {
      const [mark, number, name] = match;
      const called = mark === '?' ? String(++marks) : (number ?? name);
      if (called?.toLowerCase() === identifier.toLowerCase()) return start + match.index;
    }
  }
  return -1;
}
