import { Refused } from '../text/refused.ts';
import { analyzingError, syntaxError, unexpectedInput } from '../text/refusal.ts';
import type { Token } from '../text/token.ts';
import { supports, type Feature, type Version } from '../version.ts';
import { closingParentheses } from './closing-parentheses.ts';

/** How deep forms may nest. A limit of this reader alone: it keeps the stack whole on any text. */
const deepest = 200;

/** Walks the tokens of one statement; remembers what would have been read at the token where it stands. */
export class Cursor {
  readonly text: string;
  readonly version: Version;
  readonly #tokens: readonly Token[];
  readonly #closing: ReadonlyMap<number, number>;
  #index = 0;
  #expected: string[] = [];
  /** How many tokens ahead a form of several words stopped matching, and the word that it missed there. */
  #missed = { ahead: 0, words: [] as string[] };
  #depth = 0;

  constructor(text: string, tokens: readonly Token[], version: Version) {
    this.text = text;
    this.version = version;
    this.#tokens = tokens;
    this.#closing = closingParentheses(tokens);
  }

  /** The token `ahead` places further on; the last one, of kind `end`, for ever after. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)] as Token;
  }

  /** The offset of the token that was read last. */
  get last(): number {
    return this.#tokens[this.#index - 1]?.at ?? 0;
  }

  /** How many tokens ahead the parenthesis closes that opens `ahead` tokens from here. */
  closingAhead(ahead: number): number | undefined {
    const close = this.#closing.get(this.#index + ahead);
    return close === undefined ? undefined : close - this.#index;
  }

  /** Reads whatever stands here. */
  take(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#index += 1;
    this.#expected = [];
    this.#missed = { ahead: 0, words: [] };
    return token;
  }

  /** True when the words or symbols stand here one after the other; notes the first that does not as expected. */
  sees(...spelled: readonly string[]): boolean {
    const ahead = spelled.findIndex((one, index) => this.peek(index).upper !== one);
    if (ahead > 0) this.#miss(ahead, spelled[ahead] ?? '');
    else this.note(spelled[0] ?? '');
    return ahead < 0;
  }

  #miss(ahead: number, word: string): void {
    if (ahead > this.#missed.ahead) this.#missed = { ahead, words: [] };
    if (ahead === this.#missed.ahead) this.#missed.words.push(word);
  }

  /** Reads the words or symbols if all of them stand here. */
  accept(...spelled: readonly string[]): boolean {
    if (!this.sees(...spelled)) return false;
    spelled.forEach(() => this.take());
    return true;
  }

  /** Reads the words or symbols, or refuses the first that is another. */
  expect(...spelled: readonly string[]): void {
    for (const one of spelled) if (!this.accept(one)) this.fail();
  }

  /** Reads one of the words and says which. */
  expectOneOf(words: readonly string[]): string {
    const found = words.find((one) => this.sees(one));
    if (found === undefined) this.fail();
    this.take();
    return found;
  }

  /** Adds to what the message says could stand here. */
  note(expected: string): void {
    this.#expected.push(expected);
  }

  has(feature: Feature): boolean {
    return supports(this.version, feature);
  }

  /** Refuses the token that stands here, or the one where the longest form stopped that begins here. */
  fail(): never {
    const { ahead, words } = this.#missed;
    const token = this.peek(ahead);
    const found = token.kind === 'end' ? '<EOF>' : token.text;
    throw new Refused(unexpectedInput(this.text, token.at, found, ahead > 0 ? words : this.#expected));
  }

  /** Refuses with a sentence of the parser. */
  failWith(offset: number, detail: string): never {
    throw new Refused(syntaxError(this.text, offset, detail));
  }

  /** Refuses with a sentence of the analyzer, from `offset` to the token that was read last. */
  reject(offset: number, detail: string): never {
    throw new Refused(analyzingError(this.text, offset, this.last, detail));
  }

  /** Reads a form that can contain itself. */
  nested<T>(read: () => T): T {
    if (this.#depth >= deepest) this.failWith(this.peek().at, `Statement nests deeper than ${deepest} levels`);
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }
}
