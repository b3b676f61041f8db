import { closingQuote, isUsableKey, leave, resolvePlain } from './fast-scalar.ts';

const flowKeyAt = /([A-Za-z_][A-Za-z0-9_.-]{0,127}): +/y;
const flowWordAt = /[A-Za-z0-9_./-][A-Za-z0-9_./@-]*(?=[ ,\]}])/y;

/** Reads brackets that begin and end on one line; `position` stands after what was read. */
export class FlowReader {
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
    return resolvePlain(word);
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
      if (!match || key === undefined || !isUsableKey(key, result)) throw leave;
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
