import { foldBlock, literalBlock } from './block-scalar.ts';
import { FlowReader } from './fast-flow.ts';
import { closingQuote, contentFrom, isUsableKey, leave, readPlain } from './fast-scalar.ts';

// Tabs, carriage returns, control characters, byte order marks, other line ends and everything beyond the basic plane.
const unusual = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const keyAt = /([A-Za-z_][A-Za-z0-9_.-]{0,127}):(?= |$)/y;
const deepest = 40;

/**
 * Reads the subset of YAML that nearly every manifest is written in: block mappings and lists, one-line scalars,
 * `|` and `>`, one-line brackets. Undefined for everything else, errors included: then `readExactly` says what it is.
 * Where it answers, it answers what `yaml` would (held by a differential test), twenty times faster.
 */
export function readFast(written: string): { readonly value: unknown } | undefined {
  // YAML takes both line ends for one; a checkout on Windows has the longer one.
  const text = written.includes('\r') ? written.replaceAll('\r\n', '\n') : written;
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
      if (key === undefined || !isUsableKey(key, result)) throw leave;
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
      const flow = new FlowReader(line, start);
      value = flow.value(0);
      if (contentFrom(line, flow.position) >= 0) throw leave;
    } else value = readPlain(line, start);
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
