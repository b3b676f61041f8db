/** What a quoted text holds, and where it ends; `undefined` when its closing quote is missing. */
export interface Quoted {
  readonly value: string;
  readonly end: number;
}

const escapes: Readonly<Record<string, string>> = { '0': '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\x1a' };

/**
 * Reads the string or identifier that opens at `at`. A doubled quote is one quote.
 * In strings (not in backticks) a backslash escapes: `\n`, `\t` and their like by the MySQL names, `\%` and `\_` stay two
 * characters for LIKE to see, before any other character the backslash is dropped. A string may span lines.
 * Source: docs `sql-reference/sql-functions/like-predicate-functions`, MySQL 8.0 manual "String Literals" (the rules that
 * StarRocks follows), StarRocks issue 18890.
 */
export function readQuoted(text: string, at: number): Quoted | undefined {
  const quote = text[at];
  let value = '';
  let from = at + 1;
  for (let i = from; i < text.length; i += 1) {
    const char = text[i];
    if (char === quote) {
      value += text.slice(from, i);
      if (text[i + 1] !== quote) return { value, end: i + 1 };
      value += quote;
      i += 1;
      from = i + 1;
    } else if (char === '\\' && quote !== '`') {
      const next = text[i + 1];
      if (next === undefined) return undefined;
      value += text.slice(from, i) + (next === '%' || next === '_' ? `\\${next}` : (escapes[next] ?? next));
      i += 1;
      from = i + 1;
    }
  }
  return undefined;
}
