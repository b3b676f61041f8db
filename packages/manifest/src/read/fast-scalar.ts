import { isPlainNumber, looksLikeNumber } from './number-text.ts';

/** Thrown where a text leaves the subset that the fast reader knows; `readFast` catches it. */
export const leave = new Error('not in the subset');

const constants: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** False for keys that YAML reads as something else than a text, that stand there already, or that are special. */
export function isUsableKey(key: string, holder: object): boolean {
  return !constants.has(key) && key !== '__proto__' && !Object.hasOwn(holder, key);
}

/** Where content begins after blanks; -1 where the line ends or a comment begins. */
export function contentFrom(line: string, from: number): number {
  let position = from;
  while (line.charCodeAt(position) === 32) position++;
  if (position >= line.length) return -1;
  if (line.charCodeAt(position) === 35 && position > from) return -1;
  if (position === from) throw leave;
  return position;
}

/** The position after the closing quote. Escapes leave the subset. */
export function closingQuote(line: string, start: number): number {
  const quote = line[start] as string;
  const end = line.indexOf(quote, start + 1);
  if (end < 0 || line[end + 1] === quote) throw leave;
  if (quote === '"' && line.slice(start, end).includes('\\')) throw leave;
  return end + 1;
}

/** A plain scalar to the end of its line, without a comment. */
export function readPlain(line: string, start: number): unknown {
  const code = line.charCodeAt(start);
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code >= 0xc0;
  const second = line.charCodeAt(start + 1);
  const number = (code >= 48 && code <= 57) || (code === 45 && second >= 48 && second <= 57);
  if (!letter && !number && line[start] !== '/' && line[start] !== '.' && line[start] !== '+') throw leave;
  const comment = line.indexOf(' #', start);
  let end = comment < 0 ? line.length : comment;
  // Blanks only: `trimEnd` would take no-break spaces with it, which YAML keeps.
  while (line.charCodeAt(end - 1) === 32) end--;
  const text = line.slice(start, end);
  if (text.includes(': ') || text.endsWith(':')) throw leave;
  return resolvePlain(text);
}

/** A plain scalar by YAML 1.2's core schema; numbers of unusual forms leave the subset. */
export function resolvePlain(text: string): unknown {
  const code = text.charCodeAt(0);
  if (code > 57 && text.length <= 5) {
    const constant = constants.get(text);
    if (constant !== undefined) return constant;
  }
  if (code > 57) return text;
  if (isPlainNumber(text)) return Number(text);
  if (looksLikeNumber(text) || text.startsWith('-')) throw leave;
  return text;
}
