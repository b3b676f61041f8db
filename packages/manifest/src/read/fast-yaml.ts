import { isPlainNumber, looksLikeNumber } from './number-text.ts';
import { foldBlock, literalBlock } from './block-scalar.ts';

/** Thrown, and caught right here, when a text leaves the subset. */
const leave = new Error('not in the subset');

// Tabs, carriage returns, control characters, byte order marks, other line ends and everything beyond the basic plane.
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const unusual = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const keyAt = /([A-Za-z_][A-Za-z0-9_.-]{0,127}):(?= |$)/y;
const flowKeyAt = /([A-Za-z_][A-Za-z0-9_.-]{0,127}): +/y;
const flowWordAt = /[A-Za-z0-9_./-][A-Za-z0-9_./@-]*(?=[ ,\]}])/y;
const constants: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const deepest = 40;

/**
 * Reads the subset of YAML that nearly every manifest is written in: block mappings and lists, one-line scalars,
 * `|` and `>`, one-line brackets. Undefined for everything else, errors included: then `readExactly` says what it is.
 * Where it answers, it answers what `yaml` would (held by a differential test), twenty times faster.
 */
export function readFast(text: string): { readonly value: unknown } | undefined {
  if (unusual.test(text)) return undefined;
  try {
    return { value: new Reader(text).document() };
  } catch (error) {
    if (error === leave) return undefined;
    throw error;
  }
}

/** Walks the lines of one text; `line` and `column` stand at the content that comes next. */
class Reader {
  private readonly lines: readonly string[];
  private line = -1;
  private column = -1;
  private depth = 0;

  constructor(text: string) {
    this.lines = text.split('\n');
  }

  document(): unknown {
    this.advance();
    if (this.column < 0) throw leave;
    const value = this.block();
    if (this.column >= 0) throw leave;
    return value;
  }

  /** To the next line that holds more than a comment; `column` is -1 at the end. */
  private advance(): void {
    for (this.line++; this.line < this.lines.length; this.line++) {
      const line = this.lines[this.line] as string;
      let column = 0;
      while (line.charCodeAt(column) === 32) column++;
      if (column < line.length && line.charCodeAt(column) !== 35) {
        this.column = column;
        return;
      }
    }
    this.column = -1;
  }

  private block(): unknown {
    if (++this.depth > deepest) throw leave;
    const value = this.atDash() ? this.list() : this.mapping();
    this.depth--;
    return value;
  }

  private atDash(): boolean {
    const line = this.lines[this.line] as string;
    return line[this.column] === '-' && (line[this.column + 1] === ' ' || this.column + 1 === line.length);
  }

  private mapping(): Record<string, unknown> {
    const indent = this.column;
    const result: Record<string, unknown> = {};
    do {
      const line = this.lines[this.line] as string;
      keyAt.lastIndex = indent;
      const key = keyAt.exec(line)?.[1];
      if (key === undefined || constants.has(key) || key === '__proto__' || Object.hasOwn(result, key)) throw leave;
      const start = contentFrom(line, indent + key.length + 1);
      if (start >= 0) result[key] = this.inline(line, start, indent);
      else {
        this.advance();
        const nested = this.column > indent || (this.column === indent && this.atDash());
        result[key] = nested ? this.block() : null;
      }
    } while (this.column === indent);
    if (this.column > indent) throw leave;
    return result;
  }

  private list(): unknown[] {
    const indent = this.column;
    const result: unknown[] = [];
    do {
      const line = this.lines[this.line] as string;
      const start = contentFrom(line, indent + 1);
      if (start < 0) {
        this.advance();
        result.push(this.column > indent ? this.block() : null);
        continue;
      }
      keyAt.lastIndex = start;
      if (keyAt.test(line)) {
        this.column = start;
        result.push(this.block());
      } else result.push(this.inline(line, start, indent));
    } while (this.column === indent && this.atDash());
    if (this.column > indent) throw leave;
    return result;
  }

  /** A value that begins on the line of its key or dash; `indent` is the column of that key or dash. */
  private inline(line: string, start: number, indent: number): unknown {
    const first = line[start];
    if (first === '|' || first === '>') return this.blockScalar(line.slice(start), indent);
    let value: unknown;
    if (first === '"' || first === "'") {
      const end = closingQuote(line, start);
      if (contentFrom(line, end) >= 0) throw leave;
      value = line.slice(start + 1, end - 1);
    } else if (first === '[' || first === '{') {
      const flow = new Flow(line, start);
      value = flow.value(0);
      if (contentFrom(line, flow.position) >= 0) throw leave;
    } else value = plain(line, start);
    this.advance();
    if (this.column > indent) throw leave;
    return value;
  }

  private blockScalar(header: string, indent: number): string {
    const mark = header.replace(/ +$/, '');
    if (mark !== '|' && mark !== '>' && mark !== '|-' && mark !== '>-') throw leave;
    const content: string[] = [];
    let margin = -1;
    for (this.line++; this.line < this.lines.length; this.line++) {
      const line = this.lines[this.line] as string;
      let column = 0;
      while (line.charCodeAt(column) === 32) column++;
      if (column === line.length) {
        // Blank lines before the first line, and blanks beyond the margin, have rules of their own.
        if (margin < 0 || column > margin) throw leave;
        content.push('');
        continue;
      }
      if (margin < 0) {
        if (column <= indent) throw leave;
        margin = column;
      }
      if (column < margin) break;
      content.push(line.slice(margin));
    }
    if (margin < 0) throw leave;
    const atEnd = this.line === this.lines.length;
    // Without a last line end there is none to keep.
    if (atEnd && content.at(-1) !== '') throw leave;
    this.line--;
    this.advance();
    if (this.column > indent) throw leave;
    while (content.at(-1) === '') content.pop();
    const text = mark[0] === '|' ? literalBlock(content) : foldBlock(content);
    if (text === undefined) throw leave;
    return mark.length === 2 ? text : text + '\n';
  }
}

/** Brackets on one line. */
class Flow {
  private readonly line: string;
  position: number;

  constructor(line: string, position: number) {
    this.line = line;
    this.position = position;
  }

  value(depth: number): unknown {
    const first = this.line[this.position];
    if (first === '[' && depth < 8) return this.list(depth);
    if (first === '{' && depth < 8) return this.mapping(depth);
    if (first === '"' || first === "'") {
      const start = this.position;
      this.position = closingQuote(this.line, start);
      return this.line.slice(start + 1, this.position - 1);
    }
    flowWordAt.lastIndex = this.position;
    const word = flowWordAt.exec(this.line)?.[0];
    if (word === undefined) throw leave;
    this.position += word.length;
    return resolve(word);
  }

  private list(depth: number): unknown[] {
    const result: unknown[] = [];
    this.open();
    if (this.line[this.position] === ']') return (this.position++, result);
    for (;;) {
      result.push(this.value(depth + 1));
      if (this.closes(']')) return result;
    }
  }

  private mapping(depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    this.open();
    if (this.line[this.position] === '}') return (this.position++, result);
    for (;;) {
      flowKeyAt.lastIndex = this.position;
      const match = flowKeyAt.exec(this.line);
      const key = match?.[1];
      if (!match || !key || constants.has(key) || key === '__proto__' || Object.hasOwn(result, key)) throw leave;
      this.position += match[0].length;
      result[key] = this.value(depth + 1);
      if (this.closes('}')) return result;
    }
  }

  private open(): void {
    this.position++;
    this.spaces();
  }

  private spaces(): void {
    while (this.line.charCodeAt(this.position) === 32) this.position++;
  }

  private closes(bracket: string): boolean {
    this.spaces();
    const next = this.line[this.position++];
    if (next === bracket) return true;
    // A comma without a space after it may belong to a word.
    if (next !== ',' || this.line[this.position] !== ' ') throw leave;
    this.spaces();
    return false;
  }
}

/** Where content begins after blanks; -1 where the line ends or a comment begins. */
function contentFrom(line: string, from: number): number {
  let position = from;
  while (line.charCodeAt(position) === 32) position++;
  if (position >= line.length) return -1;
  if (line.charCodeAt(position) === 35 && position > from) return -1;
  if (position === from) throw leave;
  return position;
}

/** The position after the closing quote. Escapes leave the subset. */
function closingQuote(line: string, start: number): number {
  const quote = line[start] as string;
  const end = line.indexOf(quote, start + 1);
  if (end < 0 || line[end + 1] === quote) throw leave;
  if (quote === '"' && line.slice(start, end).includes('\\')) throw leave;
  return end + 1;
}

function plain(line: string, start: number): unknown {
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
  return resolve(text);
}

/** A plain scalar by YAML 1.2's core schema; numbers of unusual forms leave the subset. */
function resolve(text: string): unknown {
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
